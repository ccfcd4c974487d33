using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows receipts.</summary>
internal static class ReceiptOutput
{
    /// <summary>A receipt for people.</summary>
    public static DetailGrid Describe(Receipt receipt)
    {
        var grid = new DetailGrid();
        grid.Add("Release", $"{receipt.ReleaseId}, {receipt.Kind.ToString().ToLowerInvariant()}");
        grid.Add("Published", SubmissionOutput.Instant(receipt.PublishedAt));
        grid.Add("Organisation", receipt.Organisation);
        grid.Add("Submission", receipt.SubmissionId);
        grid.Add("Source", receipt.SourceName);
        grid.Add("Its SHA-256", receipt.ContentDigest);
        grid.Add("Received", $"{receipt.ReceivedObservations} observations in {receipt.ReceivedBatches} batches, {receipt.ObservationsLeftOut} left out");
        grid.Add("SHA-256 of that", Convert.ToHexStringLower(receipt.ReceivedSha256.Span));
        grid.Add("Figures", $"{receipt.ObservationsAdded} added, {receipt.ObservationsChanged} changed, {receipt.ObservationsDeleted} deleted");
        grid.Add("SHA-256 of those", Convert.ToHexStringLower(receipt.PublishedSha256.Span));
        return grid;
    }

    /// <summary>How the receipt of a release is fetched, for people.</summary>
    public static string HintFor(long releaseId) => $"Its receipt: statx receipt {releaseId} --file receipt-{releaseId}.jws";
}
