namespace StatExchange.Benchmarks.Vintages;

/// <summary>What is known of the generated series while releases revise them: the model that answers are held against.</summary>
internal sealed class RevisedFigures(int series)
{
    private const double RevisedShare = 0.05;
    private const int RevisedPositions = 3;
    private const int LargestRevision = 100;

    private readonly Random _random = new(series);
    private readonly long[][] _values =
        [.. Enumerable.Range(0, series).Select(number => Enumerable.Range(0, GeneratedSeries.Length).Select(new GeneratedSeries(number).Value).ToArray())];

    /// <summary>Observations revised by all releases so far.</summary>
    public long Revised { get; private set; }

    /// <summary>Value of a series at a position, as known now.</summary>
    public long Value(int number, int position) => _values[number][position];

    /// <summary>A release: revises some observations of some series, always upwards, so that no revision undoes another.</summary>
    /// <returns>The series with the positions revised.</returns>
    public IReadOnlyList<(int Number, int[] Positions)> Revise()
    {
        var numbers = Enumerable.Range(0, series).ToArray();
        _random.Shuffle(numbers);
        var revised = numbers.Take((int)(series * RevisedShare)).Order().Select(number => (number, Positions())).ToList();
        foreach (var (number, positions) in revised)
        {
            foreach (var position in positions)
                _values[number][position] += _random.Next(1, LargestRevision);
            Revised += positions.Length;
        }

        return revised;
    }

    /// <summary>What a query for everything reads now.</summary>
    public Checksum Sum()
    {
        var sum = new Checksum();
        foreach (var values in _values)
        {
            for (var position = 0; position < values.Length; position++)
                sum.Add(GeneratedSeries.Period(position), values[position]);
        }

        return sum;
    }

    /// <summary>What has changed since the figures were new, as it is now.</summary>
    public Checksum SumOfChanges()
    {
        var sum = new Checksum();
        for (var number = 0; number < series; number++)
        {
            for (var position = 0; position < GeneratedSeries.Length; position++)
            {
                if (_values[number][position] != new GeneratedSeries(number).Value(position))
                    sum.Add(GeneratedSeries.Period(position), _values[number][position]);
            }
        }

        return sum;
    }

    private int[] Positions()
    {
        var positions = Enumerable.Range(0, GeneratedSeries.Length).ToArray();
        _random.Shuffle(positions);
        return [.. positions.Take(RevisedPositions).Order()];
    }
}
