using StatExchange.Client.Templates;
using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>Asks the service for all that a profile's document shows, as one state of knowledge.</summary>
/// <param name="client">The service.</param>
/// <param name="anybody">
/// The service as somebody without a credential sees it: what it does not show there, the document marks as not public. Left out, that is told by confidentiality
/// statuses alone, which small counts and what is hidden only for the sake of others do not have for those who may see them.
/// </param>
public sealed class ProfileDocumentReader(StatExchangeClient client, StatExchangeClient? anybody = null)
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
        var figures = new ProfileFigures(client, anybody, request, names, indicators.Select(indicator => indicator.Code));
        var vintage = await figures.ReadAsync(cancellationToken);
        var mirrors = await new ProfileMirrors(client, anybody).ReadAsync(request, vintage, indicators, names, cancellationToken);
        var chapters = new List<ProfileChapter>();
        foreach (var chapter in indicators.GroupBy(indicator => indicator.Part))
        {
            var ofChapter = new List<ProfileIndicator>();
            foreach (var indicator in chapter)
                ofChapter.Add(await figures.IndicatorAsync(indicator, [.. mirrors[indicator.Code]], cancellationToken));
            chapters.Add(new ProfileChapter(ProfileWords.Chapter(chapter.Key, request.Language), ofChapter));
        }

        var calculated = new ProfileChapter(ProfileWords.In(request.Language).Calculated, await figures.CalculatedAsync(vintage, cancellationToken));
        var all = chapters.Append(calculated).SelectMany(chapter => chapter.Indicators).ToList();
        var shown = all.SelectMany(indicator => indicator.Figures).ToList();
        var mirrored = all.SelectMany(indicator => indicator.Mirrors).SelectMany(mirror => new[] { mirror.Reported, mirror.Mirrored }).ToList();
        var confidential = shown.Select(figure => figure.ConfidentialityStatus).Concat(mirrored.Select(figure => figure.ConfidentialityStatus))
            .Concat(all.SelectMany(indicator => indicator.Lines).SelectMany(line => line.Points).Select(point => point.ConfidentialityStatus));
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
            Providers = await names.OfAllAsync(
                "CL_ORGANISATION", shown.Select(figure => figure.Provider).Concat(mirrors.SelectMany(group => group).Select(mirror => mirror.Provider)).Where(provider => provider.Length > 0), cancellationToken),
            Statuses = await names.OfAllAsync(
                "CL_OBS_STATUS", shown.Select(figure => figure.Status).Concat(mirrored.Select(figure => figure.Status).OfType<char>()).Select(letter => $"{letter}"), cancellationToken),
            ConfidentialityStatuses = await names.OfAllAsync(
                "CL_CONF_STATUS", confidential.Where(letter => letter != DataStructureDefinition.FreeStatus).Select(letter => $"{letter}"), cancellationToken),
        };
    }
}
