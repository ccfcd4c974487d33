using StatExchange.V1;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>A dimension that is put together over its parts.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Label">What it holds in the key of an aggregate, "EU" or "AM+KZ".</param>
/// <param name="Parts">The parts, in the order asked for.</param>
internal sealed record CombinedDimension(Dimension Dimension, string Label, IReadOnlyList<DimensionPart> Parts);
