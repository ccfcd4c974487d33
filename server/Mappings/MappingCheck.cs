using System.Text.RegularExpressions;
using Google.Protobuf.Collections;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Mappings;

/// <summary>Checks a mapping before it is saved.</summary>
internal sealed partial class MappingCheck(CatalogueSnapshot catalogue)
{
    private const int MaxDescriptionLength = 500;
    private const int MaxTextLength = 1000;
    private const int MaxCodes = 50_000;

    // A compiled pattern takes a quarter of a megabyte, and every upload by the mapping compiles them.
    private const int MaxPatterns = 200;
    private const int MaxPatternLength = 200;

    private const string Period = "TIME_PERIOD";

    private static readonly string[] OfObservations = ["OBS_STATUS", "CONF_STATUS", "COMMENT_OBS"];
    private static readonly string[] Needed = ["INDICATOR", "REF_AREA"];
    private readonly List<FieldViolation> _faults = [];

    /// <summary>Requires a mapping that contradicts neither itself nor the catalogue.</summary>
    /// <exception cref="ExchangeException">It does; all faults are named at once.</exception>
    public static void Require(StructureMap mapping, CatalogueSnapshot catalogue)
    {
        var check = new MappingCheck(catalogue);
        check.Check(mapping);
        if (check._faults.Count == 0)
            return;
        throw new ExchangeException(
            ErrorReason.MappingInvalid,
            $"The mapping has {check._faults.Count} faults: {string.Join("; ", check._faults.Take(5).Select(fault => $"{fault.Field} {fault.Description}"))}.")
        {
            FieldViolations = check._faults,
        };
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,64}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier { get; }

    private void Check(StructureMap mapping)
    {
        Require(Identifier.IsMatch(mapping.MappingId), "mapping.mapping_id", "it needs 1 to 64 letters, digits, '_', '-' or '.'");
        Require(mapping.Description.Length <= MaxDescriptionLength, "mapping.description", $"it has more than {MaxDescriptionLength} characters");
        Require(Enum.IsDefined(mapping.RepeatedObservations), "mapping.repeated_observations", "it is none of the values it may have");
        Require(mapping.Figures.Count > 0, "mapping.figures", "there must be at least one column with figures");
        Require(
            mapping.Figures.Select(figures => figures.Name).Distinct(StringComparer.Ordinal).Count() == mapping.Figures.Count,
            "mapping.figures", "their names must differ");
        var components = mapping.Components.Concat(mapping.Figures.SelectMany(figures => figures.Components));
        Require(
            components.SelectMany(component => component.Codes).Where(code => code.IsPattern).Sum(code => code.Values.Count) <= MaxPatterns,
            "mapping", $"it has more than {MaxPatterns} regular expressions; write values out, of which there may be {MaxCodes} a component");
        Check(mapping.Components, "mapping.components");
        for (var index = 0; index < mapping.Figures.Count; index++)
            Check(mapping, mapping.Figures[index], $"mapping.figures[{index}]");
    }

    private void Check(StructureMap mapping, FiguresMap figures, string path)
    {
        Require(figures.Column.Length is > 0 and <= MaxTextLength, $"{path}.column", "it is empty or too long");
        if (figures.IsPattern)
            RequirePattern(figures.Column, $"{path}.column");
        Check(figures.Components, $"{path}.components");
        foreach (var condition in figures.Conditions)
            Require(condition.Column.Length > 0 && condition.Values.Count > 0, $"{path}.conditions", "each needs a column and values");
        var components = figures.Components.Concat(mapping.Components).Select(component => component.Concept).ToHashSet(StringComparer.Ordinal);
        foreach (var needed in Needed.Where(concept => !components.Contains(concept)))
            Require(condition: false, $"{path}.components", $"nothing says what {needed} is");
        var hasPeriod = figures.Components.Concat(mapping.Components).Any(component =>
            component.Concept == Period && (component.Columns.Count > 0 || component.Fixed.Length > 0));
        Require(figures.IsPattern || hasPeriod, $"{path}.components", "nothing says what TIME_PERIOD is");
    }

    private void Check(RepeatedField<ComponentMap> components, string path)
    {
        Require(
            components.Select(component => component.Concept).Distinct(StringComparer.Ordinal).Count() == components.Count,
            path, "a concept is there twice");
        for (var index = 0; index < components.Count; index++)
            Check(components[index], $"{path}[{index}]");
    }

    private void Check(ComponentMap component, string path)
    {
        var concept = DataStructureDefinition.Concepts.FirstOrDefault(concept => concept.Id == component.Concept);
        if (concept is null || component.Concept is "DATA_PROVIDER" or "EMBARGO_TIME")
        {
            var hint = concept is null ? "is no concept of the data structure"
                : component.Concept == "EMBARGO_TIME" ? "is nothing that is mapped" : "is always the organisation itself";
            Require(condition: false, $"{path}.concept", $"'{component.Concept}' {hint}");
            return;
        }

        if (component.Concept == "OBS_VALUE")
            Require(component.Columns.Count == 0 && component.Fixed.Length == 0, path, "the column of OBS_VALUE is that of the figures; here are only codes");
        else if (component.Concept == Period)
            Require(component.Columns.Count + Math.Min(1, component.Fixed.Length) <= 1, path, "TIME_PERIOD needs one column or a fixed period, or none when it is in headers");
        else if (OfObservations.Contains(component.Concept, StringComparer.Ordinal))
            Require(component.Columns.Count + Math.Min(1, component.Fixed.Length) == 1, path, $"{component.Concept} needs one column or a fixed code");
        else
            Require(component.Columns.Count > 0 != component.Fixed.Length > 0, path, $"{component.Concept} needs columns, or a fixed code, and not both");
        var codelist = concept.Codelist.Length > 0 ? catalogue.FindCodelist(concept.Codelist) : null;
        RequireCode(component.Concept, codelist, component.Fixed, $"{path}.fixed");
        Require(component.Codes.Count <= MaxCodes, $"{path}.codes", $"they are more than {MaxCodes}");
        Require(
            !component.AcceptsAliases || (codelist is not null && component.Columns.Count == 1), $"{path}.accepts_aliases",
            "only codes of one column have other names");
        for (var index = 0; index < component.Codes.Count; index++)
            Check(component, component.Codes[index], codelist, $"{path}.codes[{index}]");
    }

    private void Check(ComponentMap component, CodeMap code, Catalogue.Codelist? codelist, string path)
    {
        // Of figures and of headers there is one text, though no column of their own.
        var columns = component.Concept is "OBS_VALUE" or Period ? 1 : component.Columns.Count;
        Require(code.Values.Count == columns, $"{path}.values", $"there must be one for each of the {columns} columns");
        Require(code.Values.Concat([code.Code]).All(text => text.Length <= MaxTextLength && !text.Contains('\0')), path, "a text is too long");
        foreach (var value in code.Values.Where(_ => code.IsPattern))
            RequirePattern(value, $"{path}.values");
        Require(!code.LeavesOut || code.Code.Length == 0, path, "it leaves the row out or has a code, not both");
        if (component.Concept == "OBS_VALUE")
        {
            Require(
                code.LeavesOut || (code.Code.Length == 1 && DataStructureDefinition.ForbidsValue(code.Code[0])), $"{path}.code",
                "it must be a status of a gap: H, L, M, O or Q");
        }
        else if (!code.Code.Contains('$'))
        {
            RequireCode(component.Concept, codelist, code.Code, $"{path}.code");
        }
    }

    private void RequireCode(string concept, Catalogue.Codelist? codelist, string code, string path)
    {
        // Empty stands for the total of a breakdown; what a pattern makes is checked when it has made it.
        if (code.Length == 0 || codelist is null || codelist.Find(code) is not null)
            return;
        var nearest = codelist.Nearest(code);
        Require(condition: false, path, $"'{code}' is no code of {concept}{(nearest.Length > 0 ? $"; did you mean '{nearest}'?" : string.Empty)}");
    }

    private void RequirePattern(string pattern, string path)
    {
        Require(pattern.Length <= MaxPatternLength, path, $"a regular expression may have {MaxPatternLength} characters");
        try
        {
            MappingPattern.Create(pattern);
        }
        catch (FormatException exception)
        {
            Require(condition: false, path, exception.Message);
        }
    }

    private void Require(bool condition, string field, string description)
    {
        if (!condition)
            _faults.Add(new FieldViolation(field, description));
    }
}
