using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>Figures with a fault, where it is found, and the nearest figures without it.</summary>
/// <param name="Faulty">The batches with the fault; they follow a sound one, so that the first of them is batch 2.</param>
/// <param name="Sound">The neighbour, in which nothing is to be found.</param>
/// <param name="Faults">All that is to be found, in order.</param>
internal sealed record FindingCase(StagedSeries[][] Faulty, StagedSeries[][] Sound, Fault[] Faults)
{
    /// <summary>A case of one piece with two observations, 2016 in row 3 and 2017 in row 4, both changed as said.</summary>
    public static FindingCase Of(Action<StagedSeries> faulty, Action<StagedSeries> sound, params IEnumerable<Fault> faults) =>
        new([[Piece(faulty)]], [[Piece(sound)]], [.. faults]);

    /// <summary>2016=1 in row 3 and 2017=2 in row 4, changed as said.</summary>
    public static StagedSeries Piece(Action<StagedSeries> change)
    {
        var piece = Append(Series(Key(), At("2016", 1m), At("2017", 2m)), firstRow: 3);
        change(piece);
        return piece;
    }

    /// <summary>A fault of a series is found at each of its rows.</summary>
    public static IEnumerable<Fault> BothRows(FindingRule rule, string concept, string value, string expected = "") =>
        [new(rule, 3, concept, value, expected), new(rule, 4, concept, value, expected)];
}
