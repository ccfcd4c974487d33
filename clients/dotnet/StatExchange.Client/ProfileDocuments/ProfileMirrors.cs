using StatExchange.Client.Templates;
using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>Reads what partners publish of the same migration as a state.</summary>
internal static class ProfileMirrors
{
    /// <summary>Reads it, by the state's indicator; the largest first.</summary>
    public static async Task<ILookup<string, ProfileMirror>> ReadAsync(
        StatExchangeClient client, ProfileDocumentRequest request, Vintage vintage, IReadOnlyList<Indicator> indicators, CodeNames names, CancellationToken cancellationToken)
    {
        var mirrors = new List<(string Indicator, ProfileMirror Mirror)>();
        var mirrored = indicators.Where(indicator => indicator.MirrorIndicator.Length > 0).Select(indicator => indicator.Code).ToList();
        if (mirrored.Count == 0)
            return mirrors.ToLookup(entry => entry.Indicator, entry => entry.Mirror);
        var year = $"{request.Year}";
        var query = new MirrorQuery(new SeriesQuery { StartPeriod = year, EndPeriod = year, AsOf = new AsOf { ReleaseId = vintage.ReleaseId } }
            .Where("INDICATOR", mirrored).Where("REF_AREA", request.RefArea));
        await using var answer = await client.QueryMirrorsAsync(query, cancellationToken);
        await foreach (var mirror in answer.ReadMirrorsAsync(cancellationToken))
        {
            foreach (var one in mirror.Comparisons().Where(one => one.Observation.Mirrored.State != PartState.NotReported))
            {
                mirrors.Add((mirror.Key.Indicator, new ProfileMirror(
                    await names.OfAsync("CL_AREA", mirror.Key.CounterpartArea, cancellationToken),
                    mirror.MirrorKey.Indicator,
                    await names.OfAsync("CL_INDICATOR", mirror.MirrorKey.Indicator, cancellationToken),
                    one.Observation.Mirrored.Provider,
                    one.Reported,
                    one.Mirrored,
                    one.Observation.Mirrored.Comment.In(request.Language),
                    [.. mirror.Explanations.Select(entry => $"{entry.Organisation}: {entry.Text.In(request.Language)}")])));
            }
        }

        return mirrors.OrderByDescending(entry => entry.Mirror.Mirrored ?? 0).ToLookup(entry => entry.Indicator, entry => entry.Mirror);
    }
}
