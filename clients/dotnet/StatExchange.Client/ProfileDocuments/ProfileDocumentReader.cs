using StatExchange.Client.Templates;
using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>Asks the service for all that a profile's document shows, as one state of knowledge.</summary>
/// <param name="client">The service.</param>
public sealed class ProfileDocumentReader(StatExchangeClient client)
{
    private const string Areas = "CL_AREA";

    /// <summary>Reads it. Memory grows with the figures of one state.</summary>
    /// <param name="request">Which profile.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StatExchangeException">PROFILE_NOT_FOUND, UNKNOWN_CODE for the area, AS_OF_IN_FUTURE.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The year is not one.</exception>
    public async Task<ProfileDocument> ReadAsync(ProfileDocumentRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegative(request.YearsBefore, nameof(request));
        if (request.Year is < 1900 or > 2100)
            throw new ArgumentOutOfRangeException(nameof(request), request.Year, "The reporting year is not one of 1900 to 2100.");
        var indicators = await client.ListIndicatorsAsync(new IndicatorFilter { Profile = request.Profile }).ToListAsync(cancellationToken);
        var profile = (await client.ListProfilesAsync(cancellationToken)).First(one => one.Id == request.Profile);
        var names = new CodeNames(client, request.Language);
        var figures = new ProfileFigures(request, names, indicators.Select(indicator => indicator.Code));
        var vintage = await figures.ReadAsync(client, cancellationToken);
        var mirrors = await ProfileMirrors.ReadAsync(client, request, vintage, indicators, names, cancellationToken);
        var chapters = new List<ProfileChapter>();
        foreach (var chapter in indicators.GroupBy(indicator => indicator.Part))
        {
            var ofChapter = new List<ProfileIndicator>();
            foreach (var indicator in chapter)
                ofChapter.Add(await figures.IndicatorAsync(indicator, [.. mirrors[indicator.Code]], cancellationToken));
            chapters.Add(new ProfileChapter(ProfileWords.Chapter(chapter.Key, request.Language), ofChapter));
        }

        var calculated = new ProfileChapter(ProfileWords.In(request.Language).Calculated, await figures.CalculatedAsync(client, vintage, cancellationToken));
        var shown = chapters.Append(calculated).SelectMany(chapter => chapter.Indicators).SelectMany(indicator => indicator.Figures).ToList();
        var providers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var provider in shown.Select(figure => figure.Provider).Concat(mirrors.SelectMany(group => group).Select(mirror => mirror.Provider)).Where(provider => provider.Length > 0))
            providers[provider] = await names.OfAsync("CL_ORGANISATION", provider, cancellationToken);
        var statuses = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var status in shown.Select(figure => figure.Status.ToString()))
            statuses[status] = await names.OfAsync("CL_OBS_STATUS", status, cancellationToken);
        return new ProfileDocument
        {
            RefArea = request.RefArea,
            RefAreaName = await names.OfAsync(Areas, request.RefArea, cancellationToken),
            Profile = profile.Id,
            ProfileName = profile.Names.In(request.Language),
            Year = request.Year,
            Language = request.Language,
            Words = ProfileWords.In(request.Language),
            Vintage = vintage,
            Chapters = chapters,
            Calculated = calculated,
            Releases = [.. shown.Select(figure => figure.Release).OfType<ReleaseNote>().DistinctBy(release => release.ReleaseId).OrderBy(release => release.ReleaseId)],
            Providers = providers,
            Statuses = statuses,
        };
    }
}
