using StatExchange.Server.Database.Figures;
using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Comparable;

/// <summary>Puts the figures of a series together over periods: flows by their sum, stocks by the last.</summary>
internal static class FrequencyConversion
{
    private static readonly decimal[] PowersOfTen = [.. Enumerable.Range(0, 29).Select(exponent => (decimal)Math.Pow(10, exponent))];

    // What fits into 64 bits, as figures travel.
    private const decimal Most = long.MaxValue;

    /// <summary>Whether figures of a frequency can be put together into periods of another, for an indicator.</summary>
    public static bool IsPossible(Frequency from, Frequency to, Indicator indicator) =>
        from == to
        || (to.PeriodsPerYear > 0 && from.PeriodsPerYear > to.PeriodsPerYear && from.PeriodsPerYear % to.PeriodsPerYear == 0 && AddsUp(indicator));

    /// <summary>The figures of a series by period of a frequency, in the catalogue's unit of the indicator.</summary>
    public static Dictionary<int, ComparableFigure> Convert(SeriesColumns columns, Frequency from, Frequency to, Indicator indicator)
    {
        var figures = new Dictionary<int, ComparableFigure>(columns.Count);
        if (from == to)
        {
            for (var position = 0; position < columns.Count; position++)
                figures[columns.Periods[position]] = At(columns, position, indicator);
            return figures;
        }

        var ratio = from.PeriodsPerYear / to.PeriodsPerYear;
        for (var position = 0; position < columns.Count;)
        {
            var period = columns.Periods[position] / ratio;
            var pieces = new List<(int Period, ComparableFigure Figure)>(ratio);
            for (; position < columns.Count && columns.Periods[position] / ratio == period; position++)
                pieces.Add((columns.Periods[position], At(columns, position, indicator)));
            figures[period] = indicator.MeasureKind == MeasureKind.Stock ? Last(pieces, (period * ratio) + ratio - 1) : Sum(pieces, ratio);
        }

        return figures;
    }

    // An average, though counted as a flow, is no sum of averages; of a stock, the last is the state at the end whatever it is.
    private static bool AddsUp(Indicator indicator) =>
        indicator.MeasureKind == MeasureKind.Stock || (indicator.MeasureKind == MeasureKind.Flow && indicator.Aggregation == Aggregation.Sum);

    private static ComparableFigure At(SeriesColumns columns, int position, Indicator indicator)
    {
        var observation = ObservationMap.At(columns, position);
        var exponent = columns.UnitMult - indicator.UnitMult;

        // Not by a division: it would lose how exactly the value was stated.
        var factor = exponent >= 0 ? PowersOfTen[exponent] : new decimal(1, 0, 0, false, (byte)-exponent);
        return decimal.Abs(observation.Value ?? 0) > Most / factor
            ? new ComparableFigure(null, StatusOrder.Missing, observation.Confidentiality, IsIncomplete: true, observation.Comment)
            : new ComparableFigure(observation.Value * factor, observation.Status, observation.Confidentiality, IsIncomplete: false, observation.Comment);
    }

    private static ComparableFigure Last(List<(int Period, ComparableFigure Figure)> pieces, int lastPeriod)
    {
        var (period, last) = pieces[^1];
        if (period == lastPeriod && (last.Value is not null || last.IsSuppressed))
            return last;

        // What the period ended with is not known: the last that is stands in for it.
        return pieces.Select(piece => piece.Figure).LastOrDefault(figure => figure.Value is not null) is { } known ? known with { IsIncomplete = true } : last;
    }

    private static ComparableFigure Sum(List<(int Period, ComparableFigure Figure)> pieces, int expected)
    {
        var known = pieces.ConvertAll(piece => piece.Figure).FindAll(figure => figure.Value is not null);
        if (known.Count == 0)
            return pieces.Select(piece => piece.Figure).FirstOrDefault(figure => figure.IsSuppressed) ?? pieces[^1].Figure;
        return new ComparableFigure(
            known.Sum(figure => figure.Value),
            StatusOrder.OfValues(known.Select(figure => figure.Status)),
            StatusOrder.OfConfidentialities(known.Select(figure => figure.Confidentiality)),
            known.Count < expected);
    }
}
