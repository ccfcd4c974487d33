using StatExchange.V1;
using AreaGroup = StatExchange.Server.Catalogue.AreaGroup;

namespace StatExchange.Server.Queries;

/// <summary>A selection checked against the catalogue: ids instead of codes, days instead of period texts.</summary>
internal sealed record CodedSelection
{
    /// <summary>Filters by dimension.</summary>
    public required IReadOnlyList<CodedFilter> Filters { get; init; }

    /// <summary>The groups named by filters, with the filter's dimension.</summary>
    public required IReadOnlyList<(Dimension Dimension, AreaGroup Group)> Groups { get; init; }

    /// <summary>First day of the periods.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last day of the periods.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Only the last N observations of a series; 0 for all.</summary>
    public required int LastObservations { get; init; }

    /// <summary>Codes that a lenient selection left out.</summary>
    public required IReadOnlyList<IgnoredCode> IgnoredCodes { get; init; }

    /// <summary>Whether a filter of which no known code remains makes it select nothing.</summary>
    public bool SelectsNothing => Filters.Any(filter => filter.Ids.Count == 0 && filter.MemberIds.Count == 0);
}
