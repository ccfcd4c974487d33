using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>
/// How series are batched. The same series with the same options make the same batches, which is what resuming rests on.
/// </summary>
public sealed record UploadOptions
{
    /// <summary>Observations a batch. The server stages 5,000 to 20,000 best.</summary>
    public int ObservationsPerBatch { get; init; } = 10_000;

    /// <summary>Bytes a batch may have; the contract allows 4 MiB, and the rest is for the message around it.</summary>
    public int BytesPerBatch { get; init; } = 3 * 1024 * 1024;

    /// <summary>
    /// Batches that may be sent before they are acknowledged. They are kept to be sent again after a cut, so this bounds memory;
    /// more of them hide the latency of a slow line.
    /// </summary>
    public int UnacknowledgedBatches { get; init; } = 8;

    /// <summary>Where concepts stand in the file, so that findings name the column; empty when there is no file.</summary>
    public IReadOnlyList<SourceColumn> Columns { get; init; } = [];

    /// <summary>Language of the words of findings in progress, "en" or "ru"; empty for English.</summary>
    public string Language { get; init; } = "";
}
