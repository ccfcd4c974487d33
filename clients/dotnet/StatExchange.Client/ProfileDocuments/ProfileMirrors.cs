using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>Reads what partners publish of the same migration as a state.</summary>
/// <param name="client">The service.</param>
/// <param name="anybody">The service as anybody sees it; null when it is not known.</param>
internal sealed class ProfileMirrors(StatExchangeClient client, StatExchangeClient? anybody)
{
    /// <summary>Reads it, by the state's indicator; the largest first.</summary>
    public async Task<ILookup<string, ProfileMirror>> ReadAsync(
        ProfileDocumentRequest request, Vintage vintage, IReadOnlyList<Indicator> indicators, CodeNames names, CancellationToken cancellationToken)
    {
        var mirrors = new List<(string Indicator, ProfileMirror Mirror)>();
        var mirrored = indicators.Where(indicator => indicator.MirrorIndicator.Length > 0).Select(indicator => indicator.Code).ToList();
        if (mirrored.Count == 0)
            return mirrors.ToLookup(entry => entry.Indicator, entry => entry.Mirror);
        var year = $"{request.Year}";
        var query = new MirrorQuery(new SeriesQuery { StartPeriod = year, EndPeriod = year, AsOf = new AsOf { ReleaseId = vintage.ReleaseId } }
            .Where("INDICATOR", mirrored).Where("REF_AREA", request.RefArea));
        var shown = await ShownAsync(query, cancellationToken);
        await using var answer = await client.QueryMirrorsAsync(query, cancellationToken);
        await foreach (var mirror in answer.ReadMirrorsAsync(cancellationToken))
        {
            foreach (var one in mirror.Comparisons().Where(one => one.Observation.Mirrored.State != PartState.NotReported))
            {
                var known = shown?.GetValueOrDefault(CorridorOf(mirror));
                mirrors.Add((mirror.Key.Indicator, new ProfileMirror(
                    await names.OfAsync("CL_AREA", mirror.Key.CounterpartArea, cancellationToken),
                    mirror.MirrorKey.Indicator,
                    await names.OfAsync("CL_INDICATOR", mirror.MirrorKey.Indicator, cancellationToken),
                    one.Observation.Mirrored.Provider,
                    FigureOf(one.Reported, one.Observation.Reported, known?.Reported, known?.Observation.Reported),
                    FigureOf(one.Mirrored, one.Observation.Mirrored, known?.Mirrored, known?.Observation.Mirrored),
                    one.Passes,
                    ProfileText.Of(one.Observation.Mirrored.Comment, request.Language),
                    [.. mirror.Explanations.Select(entry => new ProfileExplanation(entry.Organisation, ProfileText.Of(entry.Text, request.Language), entry.IsPublic))])));
            }
        }

        return mirrors.OrderByDescending(entry => entry.Mirror.Mirrored.Value ?? 0).ToLookup(entry => entry.Indicator, entry => entry.Mirror);
    }

    private static (string Indicator, string CounterpartArea) CorridorOf(Mirror mirror) => (mirror.Key.Indicator, mirror.Key.CounterpartArea);

    // Totals of one year: a corridor has one comparison.
    private async Task<Dictionary<(string Indicator, string CounterpartArea), MirrorComparison>?> ShownAsync(MirrorQuery query, CancellationToken cancellationToken)
    {
        if (anybody is null)
            return null;
        await using var answer = await anybody.QueryMirrorsAsync(query, cancellationToken);
        return await answer.ReadMirrorsAsync(cancellationToken).ToDictionaryAsync(CorridorOf, mirror => mirror.Comparisons().Single(), cancellationToken: cancellationToken);
    }

    private ProfileMirrorFigure FigureOf(decimal? value, MirrorFigure figure, decimal? shownValue, MirrorFigure? shown)
    {
        var (confidentiality, isRestricted) = Publicity.Of(value, LetterOf(figure.ConfStatus), anybody is null ? value : shownValue, LetterOf(shown?.ConfStatus));
        return new ProfileMirrorFigure(value, figure.State, figure.ObsStatus is [var status] ? status : null, confidentiality, isRestricted);
    }

    private static char LetterOf(string? status) => status is [var letter] ? letter : DataStructureDefinition.FreeStatus;
}
