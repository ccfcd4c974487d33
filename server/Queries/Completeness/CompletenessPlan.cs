using StatExchange.Server.Catalogue;
using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;
using Profile = StatExchange.Server.Catalogue.Profile;

namespace StatExchange.Server.Queries.Completeness;

/// <summary>Whose completeness to look at, checked against the catalogue.</summary>
internal sealed record CompletenessPlan
{
    /// <summary>The catalogue.</summary>
    public required CatalogueSnapshot Catalogue { get; init; }

    /// <summary>The profile.</summary>
    public required Profile Profile { get; init; }

    /// <summary>Its indicators with the ids of their codes, in the catalogue's order.</summary>
    public required IReadOnlyList<(int Id, Indicator Indicator)> Indicators { get; init; }

    /// <summary>The reporting periods, ascending.</summary>
    public required IReadOnlyList<int> Years { get; init; }

    /// <summary>The areas, by code.</summary>
    public required IReadOnlyList<PlannedArea> Areas { get; init; }

    /// <summary>The only states to send; empty for all.</summary>
    public required IReadOnlySet<CompletenessState> States { get; init; }

    /// <summary>The day that due dates are compared with.</summary>
    public required DateOnly AsOfDay { get; init; }

    /// <summary>Language of names.</summary>
    public required string Language { get; init; }
}
