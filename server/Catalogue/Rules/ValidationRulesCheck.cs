using System.Globalization;
using StatExchange.V1;
using static StatExchange.Server.Catalogue.CatalogueFiles;

namespace StatExchange.Server.Catalogue.Rules;

/// <summary>Checks the rules against what they name: kinds, parameters, indicators, codes; and that each built-in rule has its words.</summary>
internal sealed class ValidationRulesCheck(CatalogueFiles files, Action<long, string> fault)
{
    private const char Separator = ',';

    // Errors are what makes an upload no set of figures; these only tell what was passed over.
    private static readonly FindingRule[] BuiltInInformation = [FindingRule.LeftOutByMapping, FindingRule.WorkbookMacros, FindingRule.SheetNotRead];

    private static readonly FindingRule[] WithoutRule = [FindingRule.Unspecified, FindingRule.Content];

    private readonly ILookup<string, string> _codes = files.Codes.ToLookup(row => row.Codelist, row => row.Code, StringComparer.Ordinal);

    /// <summary>Reports every fault with its line.</summary>
    public void Check()
    {
        foreach (var row in files.ValidationRules)
        {
            CheckTemplates(row);
            if (row.Rule.BuiltIn == FindingRule.Unspecified)
                CheckContent(row);
            else
                CheckBuiltIn(row);
        }

        var builtIn = files.ValidationRules.Select(row => row.Rule.BuiltIn).ToHashSet();
        foreach (var missing in Enum.GetValues<FindingRule>().Except(WithoutRule).Where(rule => !builtIn.Contains(rule)))
            fault(1, $"the built-in rule {missing} is missing");
    }

    private void CheckTemplates(RuleRow row)
    {
        var texts = row.Rule.Messages.ByLanguage.Select(text => ("message", text)).Concat(row.Rule.Remedies.ByLanguage.Select(text => ("remedy", text)));
        foreach (var (column, text) in texts)
        {
            if (FindingTemplate.FaultOf(text.Value) is { } reason)
                fault(row.Line, $"{column}_{text.Key} is no template: {reason}");
        }
    }

    private void CheckBuiltIn(RuleRow row)
    {
        var expected = BuiltInInformation.Contains(row.Rule.BuiltIn) ? FindingSeverity.Information : FindingSeverity.Error;
        if (WithoutRule.Contains(row.Rule.BuiltIn))
            fault(row.Line, $"{row.Rule.BuiltIn} is no built-in rule");
        else if (row.Rule.Severity != expected)
            fault(row.Line, $"the severity of {row.Rule.BuiltIn} is {expected}");
        if (files.ValidationRules.Count(other => other.Rule.BuiltIn == row.Rule.BuiltIn) > 1)
            fault(row.Line, $"the built-in rule {row.Rule.BuiltIn} is there twice");
    }

    private void CheckContent(RuleRow row)
    {
        if (RuleKind.Find(row.Rule.Kind) is not { } kind)
        {
            fault(row.Line, $"kind '{row.Rule.Kind}' is none; there are {string.Join(", ", RuleKind.All.Select(kind => kind.Name))}");
            return;
        }

        foreach (var missing in kind.Parameters.Where(parameter => parameter.Required && !row.Rule.Parameters.ContainsKey(parameter.Name)))
            fault(row.Line, $"{kind.Name} needs the parameter {missing.Name}");
        foreach (var (name, value) in row.Rule.Parameters)
        {
            var parameter = kind.Parameters.FirstOrDefault(parameter => parameter.Name == name);
            if (parameter is null)
                fault(row.Line, $"{kind.Name} has no parameter {name}");
            else if (FaultOf(parameter, value) is { } reason)
                fault(row.Line, $"{name}: {reason}");
        }

        CheckTogether(row, kind);
    }

    private void CheckTogether(RuleRow row, RuleKind kind)
    {
        var parameters = row.Rule.Parameters;
        if (kind.Name == "RANGE" && !parameters.ContainsKey("min") && !parameters.ContainsKey("max"))
            fault(row.Line, "RANGE needs min or max");
        if (kind.Name == "CODES_DIFFER" && parameters.TryGetValue("dimensions", out var dimensions))
        {
            var codelists = dimensions.Split(Separator).Select(id => Dimension.Find(id)?.Codelist).ToList();
            if (codelists.Count != 2 || codelists[0] != codelists[1])
                fault(row.Line, "dimensions: CODES_DIFFER compares two of one codelist");
        }
    }

    private string? FaultOf(RuleParameter parameter, string value) => parameter.Type switch
    {
        RuleParameterType.Number => IsNumber(value, NumberStyles.AllowDecimalPoint) ? null : $"'{value}' is no number",
        RuleParameterType.SignedNumber => IsNumber(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign) ? null : $"'{value}' is no number",
        RuleParameterType.Indicator => FirstUnknown([value], IsIndicator, "no indicator"),
        RuleParameterType.Indicators => FirstUnknown(value.Split(Separator), IsIndicator, "no indicator"),
        RuleParameterType.Terms => FirstUnknown(value.Split(Separator), term => IsIndicator(term.StartsWith('-') ? term[1..] : term), "no indicator"),
        RuleParameterType.Dimensions => FirstUnknown(value.Split(Separator), id => Dimension.Find(id) is not null, "no dimension of the data structure"),
        RuleParameterType.Codes => FirstUnknown(value.Split(Separator), code => _codes.Any(codes => codes.Contains(code)), "no code"),
        RuleParameterType.Frequencies => FirstUnknown(value.Split(Separator), code => _codes["CL_FREQ"].Contains(code), "not in CL_FREQ"),
        RuleParameterType.Units => FirstUnknown(value.Split(Separator), code => _codes["CL_UNIT_MEASURE"].Contains(code), "not in CL_UNIT_MEASURE"),
        RuleParameterType.MeasureKinds => FirstUnknown(value.Split(Separator), IsMeasureKind, "none of FLOW, STOCK, RATIO"),
        _ => FirstUnknown([value], parameter.Choices.Contains, $"none of {string.Join(", ", parameter.Choices)}"),
    };

    private static string? FirstUnknown(IEnumerable<string> values, Func<string, bool> isKnown, string what) =>
        values.Where(value => !isKnown(value)).Select(value => $"'{value}' is {what}").FirstOrDefault();

    private bool IsIndicator(string code) => files.Indicators.Any(row => row.Code == code);

    private static bool IsMeasureKind(string text) => text is "FLOW" or "STOCK" or "RATIO";

    private static bool IsNumber(string text, NumberStyles style) => decimal.TryParse(text, style, CultureInfo.InvariantCulture, out _);
}
