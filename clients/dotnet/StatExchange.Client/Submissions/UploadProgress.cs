using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>What an upload has reached: everything up to here survives a crash of either side.</summary>
/// <param name="Batches">Number of batches staged, those of an earlier process included.</param>
/// <param name="Observations">Number of observations staged, those of an earlier process included.</param>
/// <param name="Errors">Number of errors found so far.</param>
/// <param name="NewFindings">Findings of the newly staged batches, at most 100 of them; all of them are listed later.</param>
public sealed record UploadProgress(int Batches, long Observations, long Errors, IReadOnlyList<Finding> NewFindings);
