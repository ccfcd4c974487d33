using StatExchange.V1;

namespace StatExchange.Server.Queries.Mirrors;

/// <summary>Which corridors to compare, checked against the catalogue.</summary>
internal sealed record MirrorPlan
{
    /// <summary>The selection as asked for.</summary>
    public required CodedSelection Selection { get; init; }

    /// <summary>The indicators with their mirrors, by ascending id.</summary>
    public required IReadOnlyList<MirrorPair> Pairs { get; init; }

    /// <summary>Ids of the areas whose side is looked at first, ascending.</summary>
    public required IReadOnlyList<int> Areas { get; init; }

    /// <summary>Ids of the areas on the other side.</summary>
    public required IReadOnlySet<int> Counterparts { get; init; }

    /// <summary>The frequency of the comparison.</summary>
    public required Frequency Frequency { get; init; }

    /// <summary>How the provider of a figure is chosen.</summary>
    public required ProviderPreference Preference { get; init; }

    /// <summary>Ids of the organisations in the order they are asked.</summary>
    public required IReadOnlyList<int> Organisations { get; init; }

    /// <summary>How corridors are ordered.</summary>
    public required MirrorOrder Order { get; init; }

    /// <summary>The most corridors to send when they are ranked.</summary>
    public required int Limit { get; init; }
}
