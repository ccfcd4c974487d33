using System.Runtime.CompilerServices;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>
/// Puts series and faults into batches, in their order. Where a batch ends depends on nothing but the series and the options, so that a
/// restarted process makes the same batches again.
/// </summary>
internal static class UploadBatcher
{
    public static async IAsyncEnumerable<UploadBatch> BatchAsync(
        IAsyncEnumerable<FileContent> content,
        UploadOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var batch = new UploadBatch { Number = 1 };
        long entries = 0;
        long bytes = 0;
        await foreach (var whole in content.WithCancellation(cancellationToken))
        {
            foreach (var piece in Split(whole, options))
            {
                var size = piece.Fault?.CalculateSize() ?? piece.Series!.CalculateSize();
                var count = piece.Series is null ? 1 : CountObservations(piece.Series);
                if (entries > 0 && (entries + count > options.ObservationsPerBatch || bytes + size > options.BytesPerBatch))
                {
                    yield return batch;
                    batch = new UploadBatch { Number = batch.Number + 1 };
                    entries = bytes = 0;
                }

                if (piece.Fault is { } fault)
                    batch.Faults.Add(fault);
                else
                    batch.Series.Add(piece.Series);
                entries += count;
                bytes += size;
            }
        }

        if (entries > 0)
            yield return batch;
    }

    /// <summary>Number of observations as the end of an upload counts them: a piece without periods counts as one.</summary>
    public static long CountObservations(UploadBatch batch) => batch.Series.Sum(series => (long)CountObservations(series));

    private static int CountObservations(StagedSeries series) => Math.Max(1, series.Series.Periods.Count);

    private static IEnumerable<FileContent> Split(FileContent content, UploadOptions options) => content.Series is { } series
        ? Split(series, options).Select(piece => new FileContent(piece, Fault: null))
        : [content];

    private static IEnumerable<StagedSeries> Split(StagedSeries series, UploadOptions options)
    {
        var count = series.Series.Periods.Count;
        if (count <= 1 || (count <= options.ObservationsPerBatch && series.CalculateSize() <= options.BytesPerBatch))
            return [series];
        var half = count / 2;
        return Split(series.Slice(0, half), options).Concat(Split(series.Slice(half, count - half), options));
    }
}
