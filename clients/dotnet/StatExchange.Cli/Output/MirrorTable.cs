using System.Globalization;
using Spectre.Console;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows corridors as a table: a row a period, or, in a ranking, a row a corridor.</summary>
internal sealed class MirrorTable(bool isRanking)
{
    /// <summary>Rows shown; more than that nobody reads as a table, and they would have to be held in memory.</summary>
    private const int MaxRows = 2_000;

    public async Task WriteAsync(CommandContext context, MirrorQueryResult answer, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var mirrors = new List<Mirror>();
        var rows = 0;
        await foreach (var mirror in answer.ReadMirrorsAsync(cancellationToken))
        {
            var more = isRanking ? 1 : mirror.Observations.Count;
            if (rows > 0 && rows + more > MaxRows)
            {
                context.Remark($"Only the first {rows} rows are shown. All of them: --output csv, or ask for less.");
                break;
            }

            mirrors.Add(mirror);
            rows += more;
        }

        if (mirrors.Count == 0)
        {
            context.Remark($"Neither side publishes figures for this selection; {VintageText.Of(answer.Vintage)}.");
            return;
        }

        var indicators = mirrors.Select(mirror => $"{mirror.Key.Indicator} as the reporting area counts, {mirror.MirrorKey.Indicator} as the counterpart does").Distinct();
        var units = mirrors.Select(mirror => UnitText.Of(mirror.UnitMeasure, mirror.UnitMult)).Distinct();
        console.WriteLine(Tables.Plain($"{string.Join("; ", indicators)}; {string.Join(", ", units)}; {VintageText.Of(answer.Vintage)}"));
        console.Write(isRanking ? Ranking(mirrors) : Periods(mirrors));
        foreach (var note in mirrors.SelectMany(mirror => Notes(mirror, context.Language)).Distinct())
            console.WriteLine(Tables.Plain(note));
        foreach (var entry in mirrors.SelectMany(mirror => mirror.Explanations).DistinctBy(entry => entry.ExplanationId))
            console.WriteLine(Tables.Plain(ExplanationText.Of(entry, context.Language)));
        foreach (var note in answer.Methodology)
            MethodologyText.Write(console, note, context.Language);
    }

    private static Table Ranking(List<Mirror> mirrors)
    {
        var varying = Varying(mirrors);
        var table = Tables.Create(["", .. varying.Select(dimension => dimension.Id)]);
        foreach (var header in new[] { "Reported", "Mirrored", "|Difference|", "Asymmetry", "Periods", "Pass 10 %", "Trend a year" })
            table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var (rank, mirror) in mirrors.Index())
        {
            var compared = mirror.Comparisons().Where(one => one.Difference is not null).ToList();
            table.Add(
            [
                $"{rank + 1}", .. varying.Select(dimension => dimension.Get(mirror.Key)), Number(compared.Sum(one => one.Reported)), Number(compared.Sum(one => one.Mirrored)),
                Number(ScaledDecimal.ToDecimal(mirror.AbsoluteDifference, mirror.Decimals)), Percent(mirror.Asymmetry), $"{mirror.PeriodsCompared}",
                $"{mirror.PeriodsPassed}", mirror.HasTrend ? Points(mirror.Trend) : "",
            ]);
        }

        return table;
    }

    private static Table Periods(List<Mirror> mirrors)
    {
        var varying = Varying(mirrors);
        var table = Tables.Create([.. varying.Select(dimension => dimension.Id), "Period"]);
        foreach (var header in new[] { "Reported", "Mirrored", "Difference", "Ratio", "Asymmetry" })
            table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var header in new[] { "10 % test", "Providers" })
            table.AddColumn(header);
        foreach (var mirror in mirrors)
        {
            foreach (var one in mirror.Comparisons())
            {
                table.Add(
                [
                    .. varying.Select(dimension => dimension.Get(mirror.Key)), one.Period.ToString(), Figure(one.Reported, one.Observation.Reported), Figure(one.Mirrored, one.Observation.Mirrored),
                    Number(one.Difference), one.Ratio?.ToString("0.000", CultureInfo.InvariantCulture) ?? "", one.Asymmetry is { } asymmetry ? Percent(asymmetry) : "",
                    one.Passes switch { null => "", true => "passes", false => "fails" }, $"{one.Observation.Reported.Provider} / {one.Observation.Mirrored.Provider}".Trim(' ', '/'),
                ]);
            }
        }

        return table;
    }

    private static IEnumerable<string> Notes(Mirror mirror, string language) => mirror.Comparisons().SelectMany(one => new[] { one.Observation.Reported, one.Observation.Mirrored }
        .Where(figure => figure.Comment.Count > 0)
        .Select(figure => $"{figure.Provider}, {mirror.Key.RefArea} – {mirror.Key.CounterpartArea} {one.Period}: {figure.Comment.In(language)}"));

    private static IReadOnlyList<Dimension> Varying(List<Mirror> mirrors)
    {
        var varying = new KeyColumns(mirrors.ConvertAll(mirror => mirror.Key)).Varying;
        return [.. Dimension.All.Where(dimension => dimension.Id is "REF_AREA" or "COUNTERPART_AREA" || (varying.Contains(dimension) && dimension.Id is not "DATA_PROVIDER"))];
    }

    private static string Figure(decimal? value, MirrorFigure figure) => value is null
        ? $"— {figure.State switch
        {
            PartState.NotReported => "not reported",
            PartState.Suppressed => "suppressed",
            PartState.ProviderAmbiguous => "several providers: --prefer one",
            _ => $"no value ({figure.ObsStatus})",
        }}"
        : Number(value) + (figure.State == PartState.Incomplete ? " (incomplete)" : "") + (figure.ObsStatus is "" or "A" ? "" : $" {figure.ObsStatus}");

    private static string Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Points(double share) => (share * 100).ToString("+0.0 points;-0.0 points;0.0 points", CultureInfo.InvariantCulture);
}
