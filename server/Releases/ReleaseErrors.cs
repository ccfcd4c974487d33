using System.Globalization;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Releases;

/// <summary>The failures of the release log.</summary>
internal static class ReleaseErrors
{
    /// <summary>No such release.</summary>
    public static ExchangeException NotFound(long releaseId) =>
        new(ErrorReason.ReleaseNotFound, $"There is no release {releaseId}.", ("release_id", Text(releaseId)));

    /// <summary>The release is no publication.</summary>
    public static ExchangeException CannotBeWithdrawn(ReleaseRecord release) => new(
        ErrorReason.ReleaseCannotBeWithdrawn,
        $"Release {release.ReleaseId} published nothing that could be withdrawn: it is a {release.Kind.ToString().ToLowerInvariant()}. Submit the figures anew.",
        ("release_id", Text(release.ReleaseId)), ("kind", release.Kind.ToString().ToUpperInvariant()));

    /// <summary>Restored values need more digits than there are.</summary>
    public static ExchangeException DecimalsDoNotFit(ReleaseRecord release) => new(
        ErrorReason.DecimalsDoNotFit,
        $"What release {release.ReleaseId} replaced does not fit 64 bits with the decimals of what came later. Nothing was withdrawn; submit the figures anew.",
        ("release_id", Text(release.ReleaseId)));

    /// <summary>There never was such an observation.</summary>
    public static ExchangeException ObservationNotFound(PurgedSeries series) => new(
        ErrorReason.ObservationNotFound, $"There is, and was, no such observation of {series.Name}.", ("series", series.Name));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
