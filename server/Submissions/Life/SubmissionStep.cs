using StatExchange.V1;

namespace StatExchange.Server.Submissions.Life;

/// <summary>A legal transition of a submission.</summary>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="Action">What a caller does to make it happen; unspecified when the service does it by itself.</param>
/// <param name="When">When it happens, for people.</param>
internal sealed record SubmissionStep(SubmissionState From, SubmissionState To, SubmissionAction Action, string When);
