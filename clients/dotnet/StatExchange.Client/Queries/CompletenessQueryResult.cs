using System.Runtime.CompilerServices;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>How complete a profile is, area by area. Dispose of it to end the stream early.</summary>
/// <example>
/// <code>
/// await using var answer = await client.QueryCompletenessAsync(new CompletenessQuery("BASIC"));
/// await foreach (var area in answer.ReadAreasAsync())
///     Console.WriteLine($"{area.RefAreaName}: {area.Total.Score:P0}, to send {answer.ToSend(area).Count()}");
/// </code>
/// </example>
public sealed class CompletenessQueryResult : IAsyncDisposable
{
    private readonly ResumableStream<StreamCompletenessResponse> _stream;
    private readonly Dictionary<string, CompletenessIndicator> _indicators;

    internal CompletenessQueryResult(ResumableStream<StreamCompletenessResponse> stream, StreamCompletenessResponse first)
    {
        _stream = stream;
        Vintage = first.Vintage ?? new Vintage();
        AsOfDay = first.AsOfDay;
        ProfileName = first.ProfileName;
        ReportingPeriods = first.ReportingPeriods;
        Indicators = first.Indicators;
        _indicators = Indicators.ToDictionary(indicator => indicator.Total.Indicator, StringComparer.Ordinal);
    }

    /// <summary>The state of knowledge of the answer. Asking again as of its release compares due dates with the day of that release.</summary>
    public Vintage Vintage { get; }

    /// <summary>The day in UTC that due dates are compared with, "2026-11-29"; empty as of release 0.</summary>
    public string AsOfDay { get; }

    /// <summary>Name of the profile, in the language asked for.</summary>
    public string ProfileName { get; }

    /// <summary>The reporting periods that are looked at, ascending: years.</summary>
    public IReadOnlyList<string> ReportingPeriods { get; }

    /// <summary>The indicators of the profile, in the catalogue's order.</summary>
    public IReadOnlyList<CompletenessIndicator> Indicators { get; }

    /// <summary>The areas, each once, by code. They are read from the server as they are taken; they can be read only once.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The areas have been read already.</exception>
    public async IAsyncEnumerable<AreaCompleteness> ReadAreasAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in _stream.ReadAllAsync(cancellationToken))
        {
            foreach (var area in message.Areas)
                yield return area;
        }
    }

    /// <summary>The indicator of a cell.</summary>
    /// <exception cref="KeyNotFoundException">The cell is not of this answer.</exception>
    public CompletenessIndicator IndicatorOf(CompletenessCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return _indicators[cell.Indicator];
    }

    /// <summary>What an area would need to send to complete its profile: its missing and partial cells, as far as the query asked for them.</summary>
    /// <param name="area">An area of this answer.</param>
    public IEnumerable<FiguresToSend> ToSend(AreaCompleteness area)
    {
        ArgumentNullException.ThrowIfNull(area);
        return area.Cells.Where(cell => cell.State is CompletenessState.Missing or CompletenessState.Partial)
            .Select(cell => FiguresToSend.Of(area, cell, IndicatorOf(cell)));
    }

    /// <summary>Ends the stream.</summary>
    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        return ValueTask.CompletedTask;
    }
}
