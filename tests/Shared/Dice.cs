using FsCheck;
using FsCheck.Fluent;

namespace StatExchange.TestTables;

/// <summary>Numbers that a random table is made of, used one after the other and again from the beginning.</summary>
internal sealed class Dice(IReadOnlyList<int> throws)
{
    private const int Sides = 1_000_000;
    private const int Throws = 400;

    private int _next;

    public static Arbitrary<int[]> Any { get; } = Arb.From(Gen.ArrayOf(Gen.Choose(0, Sides - 1), Throws));

    /// <summary>A number from 0 to one less than the given one.</summary>
    public int Next(int count) => throws[_next++ % throws.Count] % count;

    /// <summary>True once in so many times.</summary>
    public bool Once(int times) => Next(times) == 0;
}
