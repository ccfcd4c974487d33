using StatExchange.V1;

namespace StatExchange.Server.Mappings;

/// <summary>Something that a mapping cannot do with a piece of a series, or leaves out.</summary>
/// <param name="Rule">What it is.</param>
/// <param name="Concept">The concept concerned.</param>
/// <param name="Value">What the cells say.</param>
/// <param name="Expected">The nearest code; may be empty.</param>
/// <param name="Position">The observation; null when the whole piece is concerned.</param>
internal sealed record MappingFault(FindingRule Rule, string Concept, string Value, string Expected, int? Position);
