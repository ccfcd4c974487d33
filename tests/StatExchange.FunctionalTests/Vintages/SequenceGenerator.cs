using FsCheck;
using FsCheck.Fluent;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Vintages;

/// <summary>Random sequences of steps. A failing one is shortened by leaving out steps.</summary>
internal static class SequenceGenerator
{
    private const int FirstPeriod = 2015;
    private const int LastPeriod = 2018;
    private const int LongestSequence = 9;

    public const int Providers = 3;
    public const int SeriesPerProvider = 2;

    public static Arbitrary<Operation[]> Sequences => Arb.From(
        from count in Gen.Choose(2, LongestSequence)
        from operations in Gen.ArrayOf(Operations, count)
        select operations,
        sequence => Enumerable.Range(0, sequence.Length > 1 ? sequence.Length : 0).Select(left => sequence.Where((_, index) => index != left).ToArray()));

    // Few values, so that figures often become again what they were.
    private static Gen<Cell> Cells =>
        from value in Gen.Frequency(
            (6, Gen.Choose(1, 4).Select(number => (decimal?)(1000 + number))), (2, Gen.Choose(1, 9).Select(number => (decimal?)(1000 + (number / 10m)))),
            (1, Gen.Constant((decimal?)0)), (2, Gen.Constant((decimal?)null)))
        from status in value is null ? Gen.Elements('L', 'O') : Gen.Frequency((4, Gen.Constant('A')), (1, Gen.Elements('P', 'E')))
        from comment in Gen.Frequency((4, Gen.Constant("")), (1, Gen.Elements("note", "break in series")))
        select new Cell(value, status, comment);

    private static Gen<Piece> Pieces =>
        from series in Gen.Choose(0, SeriesPerProvider - 1)
        from action in Gen.Frequency((5, Gen.Constant(SeriesAction.Append)), (2, Gen.Constant(SeriesAction.Replace)), (2, Gen.Constant(SeriesAction.Delete)))
        from periods in Gen.SubListOf(Enumerable.Range(FirstPeriod, LastPeriod - FirstPeriod + 1))
        from cells in Gen.ArrayOf(Cells, LastPeriod - FirstPeriod + 1)
        let stated = action != SeriesAction.Delete && periods.Count == 0 ? [FirstPeriod] : periods
        select new Piece(series, action, stated.ToDictionary(period => period, period => cells[period - FirstPeriod]));

    private static Gen<Operation> Operations =>
        from kind in Gen.Frequency(
            (8, Gen.Constant(OperationKind.Publish)), (4, Gen.Constant(OperationKind.Schedule)), (1, Gen.Constant(OperationKind.MoveEmbargo)),
            (1, Gen.Constant(OperationKind.CancelEmbargo)), (1, Gen.Constant(OperationKind.WithdrawSubmission)),
            (4, Gen.Constant(OperationKind.WithdrawRelease)), (2, Gen.Constant(OperationKind.Purge)))
        from provider in Gen.Choose(0, Providers - 1)
        from pick in Gen.Choose(0, 99)
        from delay in Gen.Choose(1, 4)
        from count in Gen.Choose(1, SeriesPerProvider)
        from pieces in Gen.ArrayOf(Pieces, count)
        select new Operation(kind, provider, pick, delay, [.. pieces.DistinctBy(piece => piece.Series)]);
}
