using StatExchange.Client;
using StatExchange.Client.Files.Workbooks;
using StatExchange.Client.Templates;
using StatExchange.UnitTests.Files.Workbooks;
using StatExchange.V1;

namespace StatExchange.UnitTests.Templates;

/// <summary>A template with an annual, a monthly and a ratio indicator in two chapters.</summary>
internal static class SampleTemplate
{
    public static TemplateContent Content(string language)
    {
        var immigration = Indicator("MIG_IMM_TOT", "A1 Immigration and foreign residents", "A", "SEX", "COUNTERPART_AREA");
        var permits = Indicator("RES_SHARE", "A1 Immigration and foreign residents", "A");
        var asylum = Indicator("ASY_APP", "Chapter [with] a name: that is much too long for any sheet", "M", "AGE");
        return new TemplateContent
        {
            Info = new TemplateInfo("AM.ARMSTAT", "BASIC", "2017", "AM", language),
            OrganisationName = "Statistical Committee <of> Armenia & \"more\"",
            ProfileName = "Basic",
            Frequency = "A",
            Codelists = DataStructureDefinition.Concepts.Select(concept => concept.Codelist).Where(id => id.Length > 0).Distinct()
                .ToDictionary(id => id, Codes, StringComparer.Ordinal),
            Chapters =
            [
                new TemplateChapter(
                    immigration.Part,
                    [Dimension.Find("COUNTERPART_AREA")!, Dimension.Find("SEX")!],
                    [
                        Row(immigration, "2017", new Observation(TimePeriod.Parse("2016"), 2460.2m), ("SEX", "_T"), ("COUNTERPART_AREA", "_T")),
                        Row(immigration, "2017", new Observation(TimePeriod.Parse("2016"), Value: null, 'L'), ("SEX", "F"), ("COUNTERPART_AREA", "KZ")),
                        Row(permits, "2017", previous: null),
                    ]),
                new TemplateChapter(
                    asylum.Part,
                    [Dimension.Find("AGE")!],
                    [.. Enumerable.Range(1, 12).Select(month => Row(asylum, $"2017-{month:D2}", previous: null, ("AGE", "_T")))]),
            ],
        };
    }

    public static async Task<TemporaryFile> WriteAsync(string language)
    {
        var file = await TemporaryFile.CreateAsync([]);
        await using var output = new FileStream(file.Path, FileMode.Create, FileAccess.ReadWrite);
        TemplateWriter.Write(Content(language), output);
        return file;
    }

    private static IReadOnlyList<TemplateCode> Codes(string codelist) => codelist switch
    {
        "CL_FREQ" => [new("A", "Annual"), new("M", "Monthly")],
        "CL_AREA" => [new("_T", "Total"), new("AM", "Armenia"), new("KZ", "Kazakhstan")],
        "CL_OBS_STATUS" => [new("A", "Normal value"), new("L", "Missing value; data exist but were not collected")],
        "CL_CONF_STATUS" => [new("F", "Free")],
        "CL_INDICATOR" => [new("MIG_IMM_TOT", "Immigration"), new("ASY_APP", "Applications")],
        "CL_UNIT_MULT" => [new("3", "Thousands")],
        _ => [new("_T", "Total"), new("F", "Female")],
    };

    private static Indicator Indicator(string code, string part, string freq, params IEnumerable<string> breakdowns) => new()
    {
        Code = code,
        Part = part,
        Freq = freq,
        UnitMeasure = "PERSON",
        UnitMult = 3,
        Names = { ["en"] = "Name of " + code, ["ru"] = "Название " + code },
        Definitions = { ["en"] = string.Join(' ', Enumerable.Repeat("Definition of it", 20)) },
        Breakdowns = { breakdowns },
    };

    private static TemplateRow Row(Indicator indicator, string period, Observation? previous, params IEnumerable<(string Concept, string Code)> codes)
    {
        var key = new SeriesKey { Freq = indicator.Freq, Indicator = indicator.Code, RefArea = "AM" };
        foreach (var (concept, code) in codes)
            Dimension.Find(concept)!.Set(key, code);
        return new TemplateRow(indicator, key, TimePeriod.Parse(period), previous);
    }
}
