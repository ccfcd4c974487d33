using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>Finds the one series that options select, among all that ever had figures.</summary>
internal static class SeriesFinder
{
    private const int Shown = 10;

    /// <summary>Finds it; null when there is none.</summary>
    /// <exception cref="UsageException">There are several; the message names them.</exception>
    public static async Task<SeriesKey?> FindAsync(CommandContext context, SeriesQuery query, CancellationToken cancellationToken)
    {
        // One observation a series is enough to know of it.
        await using var answer = await context.Client.QueryHistoryAsync(query with { LastObservations = 1 }, cancellationToken);
        var keys = new List<SeriesKey>();
        await foreach (var vintage in answer.ReadVintagesAsync(cancellationToken))
        {
            // The vintages of a series follow one another.
            if (keys.Count == 0 || !keys[^1].Equals(vintage.Series.Key))
                keys.Add(vintage.Series.Key);
            if (keys.Count > Shown)
                break;
        }

        return keys.Count <= 1 ? keys.SingleOrDefault() : throw new UsageException(Several(keys));
    }

    /// <summary>The codes of a key, those that apply.</summary>
    public static string Text(SeriesKey key) => string.Join(
        ' ', Dimension.All.Select(dimension => dimension.Get(key)).Where(code => code != DataStructureDefinition.NotApplicable));

    /// <summary>Names what tells the series apart.</summary>
    private static string Several(List<SeriesKey> keys)
    {
        var columns = new KeyColumns(keys);
        var series = keys.Take(Shown).Select(key => "  " + string.Join(
            ' ', columns.Varying.Select(dimension => $"{DimensionOptions.NameOf(dimension)} {dimension.Get(key)}")));
        var count = keys.Count > Shown ? $"More than {Shown}" : $"{keys.Count}";
        return $"{count} series are selected; say which one:{Environment.NewLine}{string.Join(Environment.NewLine, series)}";
    }
}
