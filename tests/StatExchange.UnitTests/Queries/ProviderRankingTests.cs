using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;

namespace StatExchange.UnitTests.Queries;

/// <summary>Whose figure is taken where several organisations publish one.</summary>
public sealed class ProviderRankingTests
{
    private const int Period = 2017;

    private static readonly ComparableFigure Value = new(5, 'A', 'F');
    private static readonly ComparableFigure Gap = new(null, 'O', 'F');
    private static readonly ComparableFigure Suppressed = new(null, 'Q', 'C');

    public static TheoryData<string, string> Cases => new()
    {
        // A digit is how much a provider comes first; its figure follows: a value, a gap, or one that is not shown.
        { "1v", "1" },
        { "2v 1v", "2" },
        { "1v 1v", "ambiguous" },
        { "2g 1v", "1" },
        { "1g 1v", "1" },
        { "2q 1v", "2" },
        { "2g 1g", "2" },
        { "2v 1v 1v", "2" },
        { "2g 1v 1v", "ambiguous" },
        { "", "nobody" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Who_comes_first_is_taken_and_a_gap_keeps_nobody_from_being_heard(string candidates, string expected)
    {
        var ranks = new List<int>();
        var figures = candidates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, place) =>
        {
            ranks.Add(text[0] - '0');
            var provider = new ProviderFigures(place);
            provider.Add(new Dictionary<int, ComparableFigure> { [Period] = text[1] switch { 'v' => Value, 'g' => Gap, _ => Suppressed } });
            return provider;
        }).ToList();
        var (chosen, isAmbiguous) = new ProviderRanking(ProviderPreference.Primary, [], (provider, _, _) => ranks[provider]).Choose(figures, Period, "CTX_POP_TOT", 1);
        Assert.Equal(expected, isAmbiguous ? "ambiguous" : chosen is null ? "nobody" : $"{ranks[chosen.Provider]}");
    }
}
