using System.Globalization;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Adds up what the merges of a publication change, and remembers what forbids it.</summary>
internal sealed class MergeOutcome(ReleaseRecord release)
{
    /// <summary>The release with what was counted so far.</summary>
    public ReleaseRecord Release { get; private set; } = release;

    /// <summary>Why nothing can be published; null when all can.</summary>
    public MergeFailure? Failure { get; private set; }

    /// <summary>Counts the merge of a series.</summary>
    /// <returns>What is to be written; nothing when the series stays as it is, or nothing can be published.</returns>
    public (SeriesColumns Next, SeriesColumns? Replaced)? Add(int refArea, long seriesId, SeriesMerge merge)
    {
        if (merge.Incomplete is { Count: > 0 } incomplete)
            Fail(ErrorReason.NothingToMergeInto, refArea, seriesId, incomplete.Count);
        try
        {
            if (Failure is not null || merge.Finish() is not { } changed)
                return null;
            Release = Release with
            {
                SeriesAdded = Release.SeriesAdded + (merge.HadObservations ? 0 : 1),
                SeriesChanged = Release.SeriesChanged + (merge.HadObservations ? 1 : 0),
                ObservationsAdded = Release.ObservationsAdded + merge.Added,
                ObservationsChanged = Release.ObservationsChanged + merge.Changed,
                ObservationsDeleted = Release.ObservationsDeleted + merge.Deleted,
            };
            return changed;
        }
        catch (OverflowException)
        {
            Fail(ErrorReason.DecimalsDoNotFit, refArea, seriesId, 1);
            return null;
        }
    }

    private void Fail(ErrorReason reason, int refArea, long seriesId, int observations) => Failure = Failure is { } earlier
        ? earlier with { Observations = earlier.Observations + observations }
        : new MergeFailure(reason, refArea, seriesId, observations);

    /// <summary>What forbids a publication.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="RefArea">The reporting area of the first series concerned.</param>
    /// <param name="SeriesId">The first series concerned.</param>
    /// <param name="Observations">Number of observations concerned.</param>
    public sealed record MergeFailure(ErrorReason Reason, int RefArea, long SeriesId, int Observations)
    {
        /// <summary>The failure for the caller.</summary>
        public ExchangeException ToException(Guid submissionId, string firstSeries) => new(
            Reason,
            Reason == ErrorReason.NothingToMergeInto
                ? $"{Observations} observations are merged without a value, but have none yet; the first is of {firstSeries}. Nothing was published. Withdraw the submission and send whole observations."
                : $"The values of {firstSeries} do not fit 64 bits with the decimals that old and new ones share. Nothing was published. Withdraw the submission and send fewer decimals.",
            ("submission_id", submissionId.ToString()), ("first", firstSeries),
            ("observations", Observations.ToString(CultureInfo.InvariantCulture)));
    }
}
