using System.Globalization;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Mappings;

/// <summary>
/// Reads what a provider sent in its own terms by one version of its mapping. A piece is changed in place: afterwards it says in
/// the catalogue's terms what its origin says in the provider's.
/// </summary>
internal sealed class SeriesMapper
{
    private const string Frequencies = "FREQ";
    private const string Period = "TIME_PERIOD";
    private const string Value = "OBS_VALUE";
    private const string Status = "OBS_STATUS";
    private const string Confidentiality = "CONF_STATUS";

    private static readonly string[] Attributes = ["UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "SOURCE"];

    private static readonly string[] PeriodExamples = [.. new[] { "A", "Q", "M" }.Select(code => Frequency.Find(code)!.Example)];

    private readonly CatalogueSnapshot _catalogue;
    private readonly Dictionary<string, ComponentMapper[]> _byFigures;

    /// <summary>Prepares a mapping.</summary>
    public SeriesMapper(StructureMap map, CatalogueSnapshot catalogue)
    {
        _catalogue = catalogue;
        SumsRepeated = map.RepeatedObservations == RepeatedObservations.Sum;
        _byFigures = map.Figures.ToDictionary(figures => figures.Name, figures => Prepare(map, figures), StringComparer.Ordinal);
    }

    /// <summary>Whether rows that become the same observation are summed.</summary>
    public bool SumsRepeated { get; }

    /// <summary>Maps a piece.</summary>
    /// <param name="piece">The piece; changed in place.</param>
    /// <param name="path">Where it is in the request.</param>
    /// <exception cref="ExchangeException">It does not say what the mapping reads.</exception>
    public MappedPiece Map(StagedSeries piece, string path)
    {
        if (piece.Origin is null || !_byFigures.TryGetValue(piece.Origin.Figures, out var components))
            throw ExchangeException.InvalidField($"{path}.origin.figures", "it names none of the mapping's figures");
        if (piece.Series.Key.Indicator.Length > 0)
            throw ExchangeException.InvalidField($"{path}.series.key", "with a mapping it holds the frequency only");
        var mapped = new MappedPiece();
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cell in piece.Origin.Cells)
            cells[cell.Column] = cell.Text;
        var sentFrequency = piece.Series.Key.Freq;
        foreach (var component in components.Where(component => IsOfSeries(component.Concept)))
        {
            Fill(piece, component, cells, mapped);
            if (mapped.IsLeftOut)
                return mapped;
        }

        MapPeriods(piece, Find(components, Period), sentFrequency, mapped);
        MapLetters(piece, Find(components, Status), piece.Series.ObsStatus, mapped, letters => piece.Series.ObsStatus = letters);
        MapLetters(piece, Find(components, Confidentiality), piece.Series.ConfStatus, mapped, letters => piece.Series.ConfStatus = letters);
        MapGaps(piece, Find(components, Value), mapped);
        if (!mapped.Unmapped.Contains("UNIT_MULT") && _catalogue.FindIndicator(piece.Series.Key.Indicator) is { } indicator)
            UnitConversion.Apply(piece, indicator.UnitMult);
        return mapped;
    }

    private static bool IsOfSeries(string concept) => Dimension.Find(concept) is not null || Attributes.Contains(concept, StringComparer.Ordinal);

    private static ComponentMapper? Find(ComponentMapper[] components, string concept) =>
        Array.Find(components, component => component.Concept == concept);

    private ComponentMapper[] Prepare(StructureMap map, FiguresMap figures)
    {
        var own = figures.Components.Select(component => component.Concept).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. figures.Components.Concat(map.Components.Where(component => !own.Contains(component.Concept)))
                .Select(component => new ComponentMapper(component, CodelistOf(component.Concept))),
        ];
    }

    private Catalogue.Codelist? CodelistOf(string concept) =>
        DataStructureDefinition.Concepts.FirstOrDefault(candidate => candidate.Id == concept) is { Codelist.Length: > 0 } coded
            ? _catalogue.FindCodelist(coded.Codelist)
            : null;

    private static void Fill(StagedSeries piece, ComponentMapper component, Dictionary<string, string> cells, MappedPiece mapped)
    {
        string[] sent = [.. component.Columns.Select(column => cells.GetValueOrDefault(column, string.Empty))];
        var match = component.Fixed.Length > 0 ? new CodeMatch(CodeMatch.MatchKind.Mapped, component.Fixed) : component.Match(sent);
        switch (match.Kind)
        {
            case CodeMatch.MatchKind.LeftOut:
                // Whatever else is wrong with the row does not matter any more.
                mapped.IsLeftOut = true;
                mapped.Faults.Clear();
                mapped.Faults.Add(new MappingFault(FindingRule.LeftOutByMapping, component.Concept, string.Join(" | ", sent), string.Empty, null));
                break;
            case CodeMatch.MatchKind.Unmapped:
                mapped.Unmapped.Add(component.Concept);
                mapped.Faults.Add(new MappingFault(FindingRule.UnmappedCode, component.Concept, string.Join(" | ", sent), match.Code, null));
                break;
            default:
                Set(piece, component.Concept, match.Code);
                break;
        }
    }

    private static void Set(StagedSeries piece, string concept, string code)
    {
        if (Dimension.Find(concept) is { } dimension)
        {
            // Without one of its own the frequency is the one that periods are written in.
            if (concept != Frequencies || code.Length > 0)
                dimension.Set(piece.Series.Key, code);
            return;
        }

        var isNumber = int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        switch (concept)
        {
            case "SOURCE":
                piece.Series.Source = code;
                break;
            case "UNIT_MEASURE":
                piece.Series.UnitMeasure = code;
                break;
            case "UNIT_MULT" when isNumber:
                piece.Series.UnitMult = number;
                break;

            // Columns of values are scaled already: to as many decimals as they were written with.
            case "DECIMALS" when isNumber && number >= piece.Series.Decimals:
                UnitConversion.Raise(piece, number - piece.Series.Decimals);
                break;
            default:
                if (code.Length > 0)
                    AddAtAll(piece, concept, code);
                break;
        }
    }

    private static void MapPeriods(StagedSeries piece, ComponentMapper? component, string sentFrequency, MappedPiece mapped)
    {
        var key = piece.Series.Key;
        foreach (var cell in piece.RawCells.Where(cell => cell.Concept == Period).ToList())
        {
            var match = component?.Match(cell.Text) ?? new CodeMatch(CodeMatch.MatchKind.Mapped, cell.Text);
            if (match.Kind == CodeMatch.MatchKind.LeftOut)
            {
                LeaveOut(cell, mapped);
                piece.RawCells.Remove(cell);
            }
            else if (match.Kind == CodeMatch.MatchKind.Mapped && TryParse(match.Code, key.Freq, out var period) && cell.Position < piece.Series.Periods.Count)
            {
                key.Freq = key.Freq.Length > 0 ? key.Freq : period.Frequency.Code;
                piece.Series.Periods[cell.Position] = period.Ordinal;
                piece.RawCells.Remove(cell);
            }
        }

        if (key.Freq.Length == 0)
            RaisePeriods(piece, mapped);

        // What is written as a year is a year for A3 too; what is written as a quarter is none for M.
        if (sentFrequency.Length == 0 || sentFrequency == key.Freq || Frequency.Find(sentFrequency) is not { } sent
            || (sent.PeriodsPerYear == 1 && Frequency.Find(key.Freq)?.PeriodsPerYear == 1))
        {
            return;
        }

        var unreadable = piece.RawCells.Where(cell => cell.Concept == Period).Select(cell => cell.Position).ToHashSet();
        for (var position = 0; position < piece.Series.Periods.Count; position++)
        {
            if (!unreadable.Contains(position) && sent.Contains(piece.Series.Periods[position]))
                piece.RawCells.Add(new RawCell { Position = position, Concept = Period, Text = new TimePeriod(sent, piece.Series.Periods[position]).ToString() });
        }
    }

    // Without a period there is no frequency either: it is the period that is wrong.
    private static void RaisePeriods(StagedSeries piece, MappedPiece mapped)
    {
        foreach (var cell in piece.RawCells.Where(cell => cell.Concept == Period))
        {
            mapped.Faults.Add(new MappingFault(
                FindingRule.PeriodNotOfFrequency, Period, cell.Text, string.Join(", ", PeriodExamples), cell.Position));
            mapped.Unmapped.Add(Frequencies);
        }
    }

    private static bool TryParse(string text, string frequency, out TimePeriod period)
    {
        if (frequency.Length == 0)
            return TimePeriod.TryParse(text, out period);
        period = default;
        return Frequency.Find(frequency) is { } known && TimePeriod.TryParse(text, known, out period);
    }

    private static void MapLetters(
        StagedSeries piece, ComponentMapper? component, string letters, MappedPiece mapped, Action<string> set)
    {
        if (component is null || !component.Translates || piece.Series.Periods.Count == 0)
            return;
        var next = letters.Length > 0 ? letters.ToCharArray() : Enumerable.Repeat(DataStructureDefinition.NotStated, piece.Series.Periods.Count).ToArray();
        var raw = piece.RawCells.Where(cell => cell.Concept == component.Concept).ToDictionary(cell => cell.Position);
        for (var position = 0; position < next.Length; position++)
        {
            var cell = raw.GetValueOrDefault(position);
            var text = cell?.Text ?? (next[position] == DataStructureDefinition.NotStated ? string.Empty : next[position].ToString());
            var match = component.Match(text);
            if (match.Kind == CodeMatch.MatchKind.LeftOut)
                LeaveOut(cell ?? new RawCell { Position = position, Concept = component.Concept, Text = text }, mapped);
            if (match.Kind == CodeMatch.MatchKind.Mapped && match.Code.Length <= 1)
            {
                next[position] = match.Code.Length == 0 ? DataStructureDefinition.NotStated : match.Code[0];
                Drop(piece, cell);
            }
        }

        set(new string(next));
    }

    // What stands for "no value": its code is the status that says why.
    private static void MapGaps(StagedSeries piece, ComponentMapper? component, MappedPiece mapped)
    {
        if (component is null || !component.Translates)
            return;
        var statuses = piece.Series.ObsStatus.Length > 0
            ? piece.Series.ObsStatus.ToCharArray()
            : Enumerable.Repeat(DataStructureDefinition.NotStated, piece.Series.Periods.Count).ToArray();
        var raw = piece.RawCells.Where(cell => cell.Concept == Value).ToDictionary(cell => cell.Position);
        IEnumerable<int> without = piece.Series.Values.Count == 0 ? Enumerable.Range(0, statuses.Length) : piece.Series.WithoutValue;
        foreach (var position in without.Where(position => position < statuses.Length))
        {
            var cell = raw.GetValueOrDefault(position);
            var isStated = statuses[position] != DataStructureDefinition.NotStated;
            if (cell is null && isStated)
                continue;
            var match = component.Match(cell?.Text ?? string.Empty);
            if (match.Kind == CodeMatch.MatchKind.LeftOut)
            {
                LeaveOut(cell ?? new RawCell { Position = position, Concept = Value }, mapped);
                Drop(piece, cell);
            }
            else if (match is { Kind: CodeMatch.MatchKind.Mapped, Code.Length: 1 } && DataStructureDefinition.ForbidsValue(match.Code[0]))
            {
                statuses[position] = match.Code[0];
                Drop(piece, cell);
            }
        }

        if (statuses.Length > 0)
            piece.Series.ObsStatus = new string(statuses);
    }

    private static void Drop(StagedSeries piece, RawCell? cell)
    {
        if (cell is not null)
            piece.RawCells.Remove(cell);
    }

    private static void LeaveOut(RawCell cell, MappedPiece mapped)
    {
        if (mapped.LeftOut.Add(cell.Position))
            mapped.Faults.Add(new MappingFault(FindingRule.LeftOutByMapping, cell.Concept, cell.Text, string.Empty, cell.Position));
    }

    private static void AddAtAll(StagedSeries piece, string concept, string text)
    {
        for (var position = 0; position < Math.Max(1, piece.Series.Periods.Count); position++)
            piece.RawCells.Add(new RawCell { Position = position, Concept = concept, Text = text });
    }
}
