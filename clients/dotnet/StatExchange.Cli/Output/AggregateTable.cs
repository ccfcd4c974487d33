using System.Globalization;
using Spectre.Console;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows aggregates as a table of observations, each with its coverage.</summary>
internal static class AggregateTable
{
    /// <summary>Observations shown; more than that nobody reads as a table, and they would have to be held in memory.</summary>
    private const int MaxObservations = 2_000;

    // More than these are counted.
    private const int PartsNamed = 6;

    public static async Task WriteAsync(
        CommandContext context, AggregateQuery query, AggregateQueryResult answer, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var aggregates = new List<Aggregate>();
        var count = 0;
        await foreach (var aggregate in answer.ReadAggregatesAsync(cancellationToken))
        {
            if (count > 0 && count + aggregate.Series.Periods.Count > MaxObservations)
            {
                context.Remark($"Only the first {count} observations are shown. All of them: --output csv, or ask for less.");
                break;
            }

            aggregates.Add(aggregate);
            count += aggregate.Series.Periods.Count;
        }

        foreach (var forbidden in answer.Forbidden.GroupBy(one => one.Reason))
            context.Remark($"Left out, since {forbidden.Key}: {string.Join(", ", forbidden.Select(one => one.Indicator))}.");
        if (count == 0)
        {
            context.Remark($"There is nothing to put together: no figures are published for this selection that may be, at this frequency; {VintageText.Of(answer.Vintage)}.");
            return;
        }

        var statuses = await Names.OfCodesAsync(context.Client, "CL_OBS_STATUS", context.Language, cancellationToken);
        var keys = new KeyColumns(aggregates.ConvertAll(aggregate => aggregate.Series.Key));
        var units = aggregates.Select(aggregate => UnitText.Of(aggregate.Series.UnitMeasure, aggregate.Series.UnitMult)).Distinct().ToList();
        console.WriteLine(Tables.Plain($"{keys.Shared}{(units.Count == 1 ? $"; {units[0]}" : "")}; {VintageText.Of(answer.Vintage)}"));
        console.Write(CreateTable(aggregates, keys, statuses, hasUnit: units.Count > 1, hasParts: aggregates.Exists(aggregate => aggregate.Parts.Count > 0)));
        foreach (var note in aggregates.SelectMany(aggregate => Notes(aggregate, query, context.Language)).Distinct())
            console.WriteLine(Tables.Plain(note));
        foreach (var note in answer.Methodology)
            MethodologyText.Write(console, note, context.Language);
    }

    // The note travels with the number: of the figure itself, of its parts, and of what a part is calculated from.
    private static IEnumerable<string> Notes(Aggregate aggregate, AggregateQuery query, string language) => aggregate.Observations().SelectMany(one => one.Parts
        .SelectMany(part => part.Terms.Select(term => (term.Provider, Indicator: term.Name, Part: part, Text: term.Comments.In(language)))
            .Append((part.Provider, Indicator: aggregate.Series.Key.Indicator, Part: part, Text: part.Comments.In(language))))
        .Append((one.Parts[0].Provider, Indicator: aggregate.Series.Key.Indicator, Part: one.Parts[0], Text: one.Observation.Comments.In(language)))
        .Where(note => note.Text.Length > 0)
        .Select(note => $"{note.Provider}, {note.Indicator} {NameOf(aggregate.Series.Key, query, note.Part)} {one.Observation.Period}: {note.Text}"));

    // "KG – RU, F": the areas of a part, and what else it was put together over.
    private static string NameOf(SeriesKey key, AggregateQuery query, AggregateObservationPart part)
    {
        var codes = query.Dimensions.Select(dimension => dimension.Concept).Zip(part.Codes).ToDictionary(StringComparer.Ordinal);
        var counterpart = codes.GetValueOrDefault("COUNTERPART_AREA") ?? key.CounterpartArea;
        var others = codes.Where(code => code.Key is not ("REF_AREA" or "COUNTERPART_AREA")).Select(code => $", {code.Value}");
        return $"{codes.GetValueOrDefault("REF_AREA") ?? key.RefArea}{CounterpartOf(counterpart)}{string.Concat(others)}";
    }

    private static string CounterpartOf(string area) => area is "" or DataStructureDefinition.NotApplicable or DataStructureDefinition.Total ? "" : $" – {area}";

    private static Table CreateTable(
        List<Aggregate> aggregates, KeyColumns keys, IReadOnlyDictionary<string, string> statuses, bool hasUnit, bool hasParts)
    {
        var table = Tables.Create(keys.Varying.Select(dimension => dimension.Id).Append("Period"));
        table.AddColumn(new TableColumn("Value").RightAligned());
        foreach (var header in new[] { hasUnit ? "Unit" : "", "Status", hasParts ? "Parts" : "", hasParts ? "Share" : "", "Remarks" }.Where(header => header.Length > 0))
            table.AddColumn(header);
        foreach (var aggregate in aggregates)
        {
            string[] unit = hasUnit ? [UnitText.Of(aggregate.Series.UnitMeasure, aggregate.Series.UnitMult)] : [];
            foreach (var one in aggregate.Observations())
            {
                string[] coverage = hasParts
                    ? [$"{one.Included} of {one.Expected}", one.Share is { } share ? ShareText(share) : "unknown"]
                    : [];
                table.Add(
                [
                    .. keys.Varying.Select(dimension => dimension.Get(aggregate.Series.Key)), one.Observation.Period.ToString(),
                    SeriesTable.ValueOf(one.Observation, statuses), .. unit, $"{one.Observation.Status}", .. coverage, RemarksOf(one, hasParts),
                ]);
            }
        }

        return table;
    }

    // What is not all is not called 100 %.
    private static string ShareText(double share) => (share < 1 ? Math.Min(share, 0.999) : share).ToString("P1", CultureInfo.InvariantCulture);

    private static string RemarksOf(AggregateObservation one, bool hasParts)
    {
        var withheld = one.Observation.Value is null && one.Included > 0
            ? one.Share is null ? "covers too little: the weight of some parts is not known" : "covers too little"
            : "";
        return string.Join("; ", new[] { withheld, PartsOf(one, hasParts) }.Where(text => text.Length > 0));
    }

    private static string PartsOf(AggregateObservation one, bool hasParts)
    {
        if (!hasParts)
            return string.Join("; ", one.Parts.Select(WordsOfOne));
        return string.Join("; ", one.Parts.Where(part => part.State != PartState.Included).GroupBy(part => part.State).OrderBy(group => group.Key).Select(group =>
        {
            var more = group.Count() > PartsNamed ? $" and {group.Count() - PartsNamed} more" : "";
            return $"{Words(group.First())}: {string.Join(", ", group.Take(PartsNamed).Select(part => part.Name))}{more}";
        }));
    }

    // Who provides it, and what is wrong with it: of a calculated one, with which of its terms.
    private static string WordsOfOne(AggregateObservationPart part)
    {
        string[] faults = part.State == PartState.Included ? []
            : part.Terms.Count == 0 ? [Words(part)]
            : [.. part.TermsAtFault.Select(term => $"{term.Name} {Words(term.StateName)}")];
        return string.Join(": ", new[] { string.Join(", ", part.Providers), string.Join(", ", faults) }.Where(text => text.Length > 0));
    }

    private static string Words(AggregateObservationPart part) => Words(part.StateName);

    private static string Words(string state) => state.ToLowerInvariant().Replace('_', ' ');
}
