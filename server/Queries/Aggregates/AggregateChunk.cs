using StatExchange.Server.Catalogue;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>Groups of one indicator that were read together.</summary>
/// <param name="Catalogue">A catalogue that knows all their codes.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Groups">The groups.</param>
/// <param name="Weights">How much their figures count; null when all count the same.</param>
internal sealed record AggregateChunk(CatalogueSnapshot Catalogue, Indicator Indicator, IReadOnlyList<AggregateGroup> Groups, WeightTable? Weights);
