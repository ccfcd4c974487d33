namespace StatExchange.Server.Queries.Completeness;

/// <summary>An area whose completeness is asked for.</summary>
/// <param name="Id">Id of its code.</param>
/// <param name="Code">Its code.</param>
/// <param name="Organisations">The organisations that owe the profile for it.</param>
/// <param name="Periods">The periods asked for, ascending.</param>
internal sealed record PlannedArea(int Id, string Code, IReadOnlyList<string> Organisations, IReadOnlyList<PlannedPeriod> Periods);
