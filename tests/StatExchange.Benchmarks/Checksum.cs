namespace StatExchange.Benchmarks;

/// <summary>Touches every period and value, and proves that all sides read the same observations.</summary>
internal sealed class Checksum
{
    private long _count;
    private long _periods;
    private long _values;

    public void Add(int period, long value)
    {
        _count++;
        _periods += period;
        _values += value;
    }

    /// <summary>Requires that two sides read the same.</summary>
    /// <exception cref="InvalidOperationException">They did not.</exception>
    public void RequireSame(Checksum other)
    {
        if ((_count, _periods, _values) != (other._count, other._periods, other._values))
            throw new InvalidOperationException($"One side read {_count} observations, the other {other._count}; or their values differ.");
    }
}
