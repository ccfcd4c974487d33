using StatExchange.V1;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>The series of one aggregate.</summary>
/// <param name="Key">Ids of the dimensions that tell it apart, in the order of the plan's grouping.</param>
/// <param name="Frequency">The frequency of the aggregate.</param>
/// <param name="Series">The series of its parts.</param>
/// <param name="IntraGroupFlows">The flows that the parts report among each other, to be taken off their totals.</param>
internal sealed record AggregateGroup(int[] Key, Frequency Frequency, IReadOnlyList<SeriesRecord> Series, IReadOnlyList<SeriesRecord> IntraGroupFlows);
