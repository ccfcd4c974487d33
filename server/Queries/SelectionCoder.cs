using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;
using AreaGroup = StatExchange.Server.Catalogue.AreaGroup;

namespace StatExchange.Server.Queries;

/// <summary>Checks a selection against the catalogue and codes it. All unknown codes are named at once.</summary>
internal sealed class SelectionCoder(CatalogueSnapshot catalogue)
{
    private const string AreaCodelist = "CL_AREA";

    private readonly List<FieldViolation> _violations = [];
    private readonly List<IgnoredCode> _unknown = [];
    private readonly List<(Dimension, AreaGroup)> _groups = [];

    /// <summary>Codes a selection.</summary>
    /// <exception cref="ExchangeException">It names an unknown dimension, period or, unless lenient, code.</exception>
    public CodedSelection Code(Selection? selection)
    {
        selection ??= new Selection();
        if (selection.LastObservations < 0)
            throw ExchangeException.InvalidField("selection.last_observations", "it is negative");
        var filters = selection.Filters.Select((filter, index) => Code(filter, $"selection.filters[{index}]")).ToList();
        if (filters.GroupBy(filter => filter.Dimension).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw ExchangeException.InvalidField("selection.filters", $"{twice.Key} has more than one filter");
        if (_violations.Count > 0 && selection.UnknownCodes != UnknownCodes.Ignore)
        {
            var codes = string.Join(",", _unknown.Select(code => $"{code.Concept}={code.Code}"));
            throw new ExchangeException(ErrorReason.UnknownCode, $"The selection names unknown codes: {Describe()}", ("codes", codes))
            {
                FieldViolations = _violations,
            };
        }

        return new CodedSelection
        {
            Filters = filters,
            Groups = _groups,
            FirstDay = Period(selection.StartPeriod, "start_period")?.FirstDay ?? DateOnly.MinValue,
            LastDay = Period(selection.EndPeriod, "end_period")?.LastDay ?? DateOnly.MaxValue,
            LastObservations = selection.LastObservations,
            IgnoredCodes = _unknown,
        };
    }

    private static TimePeriod? Period(string text, string field)
    {
        if (text.Length == 0)
            return null;
        if (TimePeriod.TryParse(text, out var period))
            return period;
        const string expected = "2017, 2017-S1, 2017-Q1, 2017-01, 2017-W01 or 2017-01-31";
        throw new ExchangeException(
            ErrorReason.PeriodInvalid, $"'{text}' is no time period. Write {expected}.", ("field", field), ("period", text))
        {
            FieldViolations = [new FieldViolation($"selection.{field}", $"'{text}' is none of {expected}")],
        };
    }

    private CodedFilter Code(DimensionFilter filter, string path)
    {
        if (Dimension.Find(filter.Concept) is not { } dimension)
        {
            var nearest = NearestText.Find(filter.Concept, Dimension.All.Select(known => known.Id));
            var hint = nearest.Length > 0 ? $" Did you mean {nearest}?" : string.Empty;
            throw new ExchangeException(
                ErrorReason.UnknownDimension, $"'{filter.Concept}' is no dimension.{hint}", ("concept", filter.Concept), ("nearest", nearest))
            {
                FieldViolations = [new FieldViolation($"{path}.concept", $"'{filter.Concept}' is no dimension")],
            };
        }

        var codelist = catalogue.Codelist(dimension.Codelist);
        var ids = new HashSet<int>();
        foreach (var code in filter.Codes)
        {
            if (codelist.Find(code) is { } found)
                ids.Add(found.Id);
            else
                Unknown(dimension, code, "code", codelist.Nearest(code), path);
        }

        var members = new HashSet<int>();
        foreach (var code in filter.AreaGroups)
        {
            var group = dimension.Codelist == AreaCodelist ? catalogue.AreaGroups.FirstOrDefault(group => group.Code.Code == code) : null;
            if (group is null)
            {
                Unknown(dimension, code, "area group", dimension.Codelist == AreaCodelist ? NearestText.Find(code, catalogue.AreaGroups.Select(known => known.Code.Code)) : string.Empty, path);
                continue;
            }

            _groups.Add((dimension, group));
            members.UnionWith(group.Members.Select(member => member.Area.Id));
        }

        if (filter.Codes.Count == 0 && filter.AreaGroups.Count == 0)
            throw ExchangeException.InvalidField(path, "it names neither codes nor area groups");
        return new CodedFilter(dimension, ids, members);
    }

    private void Unknown(Dimension dimension, string code, string what, string nearest, string path)
    {
        var hint = nearest.Length > 0 ? $"; the nearest is '{nearest}'" : string.Empty;
        _violations.Add(new FieldViolation(path, $"'{code}' is no {what} of {dimension}{hint}"));
        _unknown.Add(new IgnoredCode { Concept = dimension.Id, Code = code, Nearest = nearest });
    }

    private string Describe() => string.Join("; ", _violations.Select(violation => violation.Description)) + ".";
}
