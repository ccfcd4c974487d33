using StatExchange.V1;

namespace StatExchange.Server.Queries.Completeness;

/// <summary>Counts cells by their states.</summary>
internal static class CompletenessScores
{
    /// <summary>The score of some cells.</summary>
    /// <param name="states">Their states.</param>
    /// <param name="part">The chapter; empty for all together.</param>
    public static CompletenessScore Of(IEnumerable<CompletenessState> states, string part = "")
    {
        var counts = states.CountBy(state => state).ToDictionary();
        int Count(CompletenessState state) => counts.GetValueOrDefault(state);
        var score = new CompletenessScore
        {
            Part = part,
            Delivered = Count(CompletenessState.Delivered),
            Late = Count(CompletenessState.Late),
            Partial = Count(CompletenessState.Partial),
            Missing = Count(CompletenessState.Missing),
            NotApplicable = Count(CompletenessState.NotApplicable),
            NotDue = Count(CompletenessState.NotDue),
        };
        if (score.Delivered + score.Late + score.Partial + score.Missing is var counted and > 0)
            score.Score = (double)(score.Delivered + score.Late) / counted;
        return score;
    }
}
