using StatExchange.V1;

namespace StatExchange.Client.Templates;

/// <summary>A figure that a template asks for.</summary>
/// <param name="Indicator">What is counted.</param>
/// <param name="Key">Its series; a breakdown that the indicator has not is empty.</param>
/// <param name="Period">Its period.</param>
/// <param name="Previous">What the organisation published for the period before; null when nothing.</param>
internal sealed record TemplateRow(Indicator Indicator, SeriesKey Key, TimePeriod Period, Observation? Previous);
