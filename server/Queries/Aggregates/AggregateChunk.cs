using StatExchange.Server.Catalogue;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>Aggregates whose figures were read together.</summary>
/// <param name="Catalogue">A catalogue that knows all their codes.</param>
/// <param name="Aggregates">The group of each, and what makes its observations.</param>
internal sealed record AggregateChunk(CatalogueSnapshot Catalogue, IReadOnlyList<(AggregateGroup Group, IAggregator Aggregator)> Aggregates);
