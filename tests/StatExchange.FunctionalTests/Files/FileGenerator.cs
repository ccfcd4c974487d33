using FsCheck;
using FsCheck.Fluent;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Files;

/// <summary>Generates valid files: series with any frequency, values, decimals, statuses, gaps, sources and comments.</summary>
internal static class FileGenerator
{
    private const int LargestOrdinalStep = 40;

    private static readonly Gen<string?> Comments = Gen.Frequency(
        (4, Gen.Constant<string?>(null)),
        (1, Gen.Elements<string?>("provisional", "линия 1; строка «два»", "a, \"quoted\" note", "=1+1", "two\nlines", " spaces ", "-")));

    private static readonly Gen<(string Indicator, string Unit, int UnitMult, string[] Breakdowns, bool Negative)> Indicators = Gen.Elements(
        ("MIG_IMM_TOT", "PERSON", 0, new[] { "SEX", "AGE", "CITIZENSHIP", "COUNTERPART_AREA", "REASON" }, false),
        ("MIG_NET", "PERSON", 0, ["SEX", "AGE", "COUNTERPART_AREA"], true),
        ("CTX_LF_TOT", "PERSON", 3, ["SEX", "AGE", "EDUCATION"], false),
        ("REM_IN", "USD", 6, ["COUNTERPART_AREA"], false),
        ("DEM_NETMIG_RATE", "PER_1000", 0, [], true));

    /// <summary>Files: distinct series of one provider.</summary>
    public static Gen<IReadOnlyList<Series>> Files { get; } =
        from series in SeriesOfAFile().NonEmptyListOf()
        select (IReadOnlyList<Series>)[.. series.DistinctBy(one => one.Key).Take(12)];

    private static Gen<Series> SeriesOfAFile() =>
        from indicator in Indicators
        from frequency in Gen.Elements<Frequency>([.. Frequency.All])
        from refArea in Gen.Elements("PL", "DE", "LT")
        from codes in Gen.Choose(0, 2).ArrayOf(indicator.Breakdowns.Length)
        from decimals in Gen.Choose(0, 6)
        from source in Gen.Elements("", "Population register", "Опрос, 2017")
        from first in Gen.Choose(frequency.FirstOrdinal, Math.Min(frequency.LastOrdinal - (LargestOrdinalStep * 40), frequency.FirstOrdinal + 30_000))
        from steps in Gen.Choose(1, LargestOrdinalStep).NonEmptyListOf()
        from observations in Observation(decimals, indicator.Negative).ListOf(steps.Count)
        select Build(Key(indicator.Indicator, frequency, refArea, indicator.Breakdowns, codes), indicator.Unit, indicator.UnitMult, decimals, source, frequency, first, steps, observations);

    private static Gen<(decimal? Value, char Status, char Confidentiality, string? English, string? Russian)> Observation(int decimals, bool negative) =>
        from gap in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from status in Gen.Elements<char>([.. gap ? "HLMOQ" : "ABDEFGIJKNPSUVW"])
        from confidentiality in gap ? Gen.Elements('F', 'C', 'N', 'A') : Gen.Constant('F')
        from high in Gen.Choose(negative ? -1_000_000 : 0, 1_000_000)
        from low in Gen.Choose(0, int.MaxValue)
        from zero in Gen.Frequency((5, Gen.Constant(1L)), (1, Gen.Constant(0L)))
        from english in Comments
        from russian in Comments
        select ((gap ? null : (decimal?)ScaledDecimal.ToDecimal(zero * ((high * 1_000_000_000L) + low), decimals)), status, confidentiality, english, russian);

    private static SeriesKey Key(string indicator, Frequency frequency, string refArea, string[] breakdowns, int[] codes)
    {
        var key = new SeriesKey { DataProvider = "PL.GUS", Freq = frequency.Code, Indicator = indicator, RefArea = refArea };
        foreach (var dimension in Dimension.All.Where(dimension => dimension.IsBreakdown))
        {
            var index = Array.IndexOf(breakdowns, dimension.Id);
            dimension.Set(key, index < 0 ? "_Z" : Codes(dimension.Id)[codes[index]]);
        }

        return key;
    }

    // Without totals: arbitrary figures do not add up to them.
    private static string[] Codes(string concept) => concept switch
    {
        "SEX" => ["_U", "F", "M"],
        "AGE" => ["_U", "Y_LT15", "Y15T64"],
        "REASON" => ["WORK", "_U", "_O"],
        "EDUCATION" => ["_U", "ED2", "ED5T8"],
        _ => ["_U", "UA", "XK"],
    };

    private static Series Build(
        SeriesKey key, string unit, int unitMult, int decimals, string source, Frequency frequency, int first, IReadOnlyList<int> steps,
        IReadOnlyList<(decimal? Value, char Status, char Confidentiality, string? English, string? Russian)> observations)
    {
        var builder = new SeriesBuilder(key) { UnitMeasure = unit, UnitMultiplier = unitMult, Decimals = decimals, Source = source };
        var ordinal = first;
        foreach (var (step, observation) in steps.Take(40).Zip(observations))
        {
            var comments = new Dictionary<string, string>(StringComparer.Ordinal);
            if (observation.English is { } english)
                comments["en"] = english;
            if (observation.Russian is { } russian)
                comments["ru"] = russian;
            builder.Add(new Observation(new TimePeriod(frequency, ordinal), observation.Value, observation.Status, observation.Confidentiality, comments));
            ordinal += step;
        }

        return builder.Build();
    }
}
