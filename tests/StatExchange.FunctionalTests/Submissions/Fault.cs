using StatExchange.V1;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>A finding as it is expected; its key is null where it is the series as it was sent in that row.</summary>
internal sealed record Fault(
    FindingRule Rule, int Row, string Concept, string Value, string Expected = "", string Period = "", int Batch = 2, SeriesKey? Key = null);
