namespace StatExchange.Server.Queries.Comparable;

/// <summary>What one provider reports of one part.</summary>
/// <param name="Provider">Id of the provider.</param>
internal sealed record ProviderFigures(int Provider)
{
    private readonly Dictionary<int, ComparableFigure> _figures = [];

    /// <summary>The periods of which there is an observation.</summary>
    public IReadOnlyCollection<int> Periods => _figures.Keys;

    /// <summary>The figure of a period; null when there is no observation.</summary>
    public ComparableFigure? Find(int period) => _figures.GetValueOrDefault(period);

    /// <summary>
    /// Adds figures of a higher frequency than those before: where these have a value, or say that theirs is not shown, they stay.
    /// </summary>
    public void Add(IReadOnlyDictionary<int, ComparableFigure> figures)
    {
        foreach (var (period, figure) in figures)
        {
            if (Find(period) is not { } known || (known.Value is null && !known.IsSuppressed && (figure.Value is not null || figure.IsSuppressed)))
                _figures[period] = figure;
        }
    }
}
