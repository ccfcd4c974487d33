namespace StatExchange.Server.Access.Agreements;

/// <summary>Which figures an organisation may submit.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Indicators">Indicators; empty for all.</param>
/// <param name="RefAreas">Reporting areas; empty for all.</param>
/// <param name="ValidFrom">First day on which figures may be submitted under it; null for no bound.</param>
/// <param name="ValidTo">Last such day; null for no bound.</param>
/// <param name="IsPrimary">Whether its figures are the ones to take where several organisations publish one.</param>
internal sealed record ProvisionAgreement(
    string Organisation, IReadOnlyList<string> Indicators, IReadOnlyList<string> RefAreas, DateOnly? ValidFrom, DateOnly? ValidTo,
    bool IsPrimary)
{
    /// <summary>Whether figures may be submitted under it on a day.</summary>
    public bool IsInForce(DateOnly day) => (ValidFrom is not { } from || from <= day) && (ValidTo is not { } to || to >= day);
}
