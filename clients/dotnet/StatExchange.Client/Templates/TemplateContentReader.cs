using StatExchange.Client.Files.Workbooks;
using StatExchange.V1;

namespace StatExchange.Client.Templates;

/// <summary>Asks the service for what a template says.</summary>
internal sealed class TemplateContentReader(StatExchangeClient client, TemplateRequest request)
{
    private static readonly Dimension Indicator = DimensionOf(SeriesKey.IndicatorFieldNumber);
    private static readonly Dimension Area = DimensionOf(SeriesKey.RefAreaFieldNumber);
    private static readonly Dimension Provider = DimensionOf(SeriesKey.DataProviderFieldNumber);

    /// <summary>Reads it.</summary>
    /// <exception cref="TemplateException">The organisation, area or period is none, or nothing is due for the period.</exception>
    /// <exception cref="StatExchangeException">PROFILE_NOT_FOUND.</exception>
    public async Task<TemplateContent> ReadAsync(CancellationToken cancellationToken)
    {
        if (!TimePeriod.TryParse(request.Period, out var period))
            throw new TemplateException($"'{request.Period}' is no period; expected for example 2017, 2017-Q1 or 2017-03.");
        var indicators = await client
            .ListIndicatorsAsync(new IndicatorFilter { Profile = request.Profile })
            .ToListAsync(cancellationToken);
        var codelists = await ReadCodelistsAsync(indicators, cancellationToken);
        var organisation = codelists[Provider.Codelist].FirstOrDefault(code => code.Code == request.Organisation)
            ?? throw new TemplateException($"There is no organisation '{request.Organisation}'. See: statx codes {Provider.Codelist}");
        var area = FindArea(codelists[Area.Codelist]);
        var rows = await TemplateRows.ReadAsync(client, request.Organisation, area, period, indicators, cancellationToken);
        if (rows.Count == 0)
            throw new TemplateException($"No indicator of {request.Profile} is collected for a period such as {request.Period}.");
        return new TemplateContent
        {
            Info = new TemplateInfo(request.Organisation, request.Profile, request.Period, area, request.Language),
            OrganisationName = organisation.Name,
            ProfileName = await ReadProfileNameAsync(cancellationToken),
            Frequency = period.Frequency.Code,
            Chapters = [.. rows.GroupBy(row => row.Indicator.Part).Select(chapter => new TemplateChapter(chapter.Key, BreakdownsOf(chapter), [.. chapter]))],
            Codelists = codelists,
        };
    }

    private static Dimension DimensionOf(int field) =>
        Dimension.All.Single(dimension => dimension.FieldName == SeriesKey.Descriptor.FindFieldByNumber(field).Name);

    private static IReadOnlyList<Dimension> BreakdownsOf(IEnumerable<TemplateRow> rows)
    {
        var breakdowns = rows.SelectMany(row => row.Indicator.Breakdowns).ToHashSet(StringComparer.Ordinal);
        return [.. Dimension.All.Where(dimension => breakdowns.Contains(dimension.Id))];
    }

    private string FindArea(IReadOnlyList<TemplateCode> areas)
    {
        var area = request.Area ?? request.Organisation.Split('.')[0];
        if (areas.Any(code => code.Code == area))
            return area;
        throw new TemplateException(request.Area is null
            ? $"'{area}', with which {request.Organisation} begins, is no area; state the reporting area (--area)."
            : $"There is no area '{area}'. See: statx codes {Area.Codelist}");
    }

    private async Task<string> ReadProfileNameAsync(CancellationToken cancellationToken)
    {
        var profiles = await client.ListProfilesAsync(cancellationToken);
        return profiles.FirstOrDefault(profile => profile.Id == request.Profile)?.Names.In(request.Language) ?? request.Profile;
    }

    private async Task<Dictionary<string, IReadOnlyList<TemplateCode>>> ReadCodelistsAsync(
        IReadOnlyList<Indicator> indicators, CancellationToken cancellationToken)
    {
        var codelists = new Dictionary<string, IReadOnlyList<TemplateCode>>(StringComparer.Ordinal);
        foreach (var codelist in DataStructureDefinition.Concepts.Select(concept => concept.Codelist).Where(codelist => codelist.Length > 0).Distinct())
        {
            codelists[codelist] = codelist == Indicator.Codelist
                ? [.. indicators.Select(indicator => new TemplateCode(indicator.Code, indicator.Names.In(request.Language)))]
                : await client.ListCodesAsync(codelist)
                    .Select(code => new TemplateCode(code.Code_, code.Names.In(request.Language)))
                    .ToListAsync(cancellationToken);
        }

        return codelists;
    }
}
