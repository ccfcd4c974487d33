using System.Security.Cryptography;
using StatExchange.Server.Catalogue.Derived;
using StatExchange.Server.Catalogue.Rules;
using StatExchange.V1;
using static StatExchange.Server.Catalogue.CatalogueFiles;

namespace StatExchange.Server.Catalogue;

/// <summary>Reads and checks the data files; all faults of all files come at once.</summary>
internal sealed class CatalogueFilesReader(string folder)
{
    private const string CodelistsFile = "codelists.csv";
    private const string IndicatorsFile = "indicators.csv";
    private const string ProfilesFile = "profiles.csv";
    private const string ProfileIndicatorsFile = "profile_indicators.csv";
    private const string MembersFile = "area_group_members.csv";
    private const string RulesFile = "validation_rules.csv";
    private const string SchedulesFile = "profile_schedules.csv";
    private const string ObligationsFile = "delivery_obligations.csv";
    private const string DerivedFile = "derived_indicators.csv";
    private const string IndicatorCodelist = "CL_INDICATOR";

    // Enough of the hash to tell versions apart, short enough to be read aloud.
    private const int VersionLength = 16;

    private readonly List<string> _faults = [];

    /// <summary>Reads the files.</summary>
    /// <exception cref="CatalogueFileException">Something is wrong with them: it names every fault.</exception>
    public CatalogueFiles Read()
    {
        var codelists = ReadCodelists();
        var indicators = ReadIndicators();
        var codes = codelists.Where(codelist => codelist.Id != IndicatorCodelist).SelectMany(ReadCodes)
            .Concat(indicators.Select(row => new CodeRow(row.Line, IndicatorCodelist, row.Code, null, row.Names, null, null, [])))
            .ToList();
        var files = new CatalogueFiles(
            ContentVersion(), codelists, codes, indicators, ReadProfiles(), ReadMembers(), ReadRules(), ReadSchedules(), ReadObligations(),
            ReadDerivedIndicators());
        if (_faults.Count == 0)
            Check(files);
        return _faults.Count == 0 ? files : throw new CatalogueFileException(_faults);
    }

    private static string CodesFile(string codelist) =>
        codelist == IndicatorCodelist ? IndicatorsFile : $"codelists/{codelist}.csv";

    private CatalogueFile Open(string name) => new(folder, name, _faults);

    private List<CodelistRow> ReadCodelists() => Open(CodelistsFile).Read(
        ["id", "version", "name_en", "name_ru", "source"],
        row => new CodelistRow(row.Line, row.Required("id"), row.Required("version"), row.Names(), row.Required("source")));

    private List<CodeRow> ReadCodes(CodelistRow codelist) => Open(CodesFile(codelist.Id)).Read(
        ["code", "parent", "name_en", "name_ru", "valid_from", "valid_to"],
        row => new CodeRow(
            row.Line, codelist.Id, row.Required("code"), row.Optional("parent"), row.Names(), row.Day("valid_from"), row.Day("valid_to"),
            row.List("aliases")));

    private List<IndicatorRow> ReadIndicators() => Open(IndicatorsFile).Read(
        [
            "code", "part", "thematic_area", "name_en", "name_ru", "definition_en", "measure_kind", "unit", "unit_mult", "freq",
            "breakdowns", "aggregation", "weight_code", "mirror_code", "source_model", "small_count_threshold",
        ],
        row =>
        {
            var aggregation = row.Required("aggregation");
            var measureKind = row.Required("measure_kind");
            row.Check(Enum.TryParse<Aggregation>(aggregation, ignoreCase: true, out _), $"aggregation '{aggregation}' is none of SUM, WEIGHTED, NONE");
            row.Check(Enum.TryParse<MeasureKind>(measureKind, ignoreCase: true, out _), $"measure_kind '{measureKind}' is none of FLOW, STOCK, RATIO");
            return new IndicatorRow(
                row.Line, row.Required("code"), row.Required("part"), row.Required("thematic_area"), row.Names(), row.Required("definition_en"),
                measureKind, row.Required("unit"), row.Number("unit_mult"), row.Required("freq"),
                row.List("breakdowns"),
                aggregation, row.Optional("weight_code"), row.Optional("mirror_code"), row.Required("source_model"),
                row.Optional("small_count_threshold") is null ? 0 : row.Number("small_count_threshold"));
        });

    private List<ProfileRow> ReadProfiles()
    {
        var indicators = Open(ProfileIndicatorsFile)
            .Read(["profile", "indicator"], row => Tuple.Create(row.Required("profile"), row.Required("indicator")))
            .ToLookup(pair => pair.Item1, pair => pair.Item2);
        return Open(ProfilesFile).Read(
            ["id", "name_en", "name_ru", "freq", "description_en"],
            row => new ProfileRow(
                row.Line, row.Required("id"), row.Names(), row.Required("freq"), row.Required("description_en"), [.. indicators[row.Required("id")]]));
    }

    private List<MemberRow> ReadMembers() => Open(MembersFile).Read(
        ["area_group", "area", "valid_from", "valid_to"],
        row => new MemberRow(row.Line, row.Required("area_group"), row.Required("area"), row.Day("valid_from"), row.Day("valid_to")));

    private List<ScheduleRow> ReadSchedules() => Open(SchedulesFile).Read(
        ["profile", "first_period", "every_years", "unless_profile", "due_months", "notice_days", "valid_from", "valid_to"],
        row => new ScheduleRow(row.Line, new ProfileSchedule(
            row.Required("profile"), row.Number("first_period"), row.Number("every_years"), row.Optional("unless_profile"),
            row.Number("due_months"), row.Number("notice_days"), row.Day("valid_from"), row.Day("valid_to"))));

    private List<ObligationRow> ReadObligations() => Open(ObligationsFile).Read(
        ["organisation", "profile", "ref_area", "area_group", "first_period", "last_period"],
        row => new ObligationRow(row.Line, new DeliveryObligation(
            row.Required("organisation"), row.Required("profile"), row.Required("ref_area"), row.Optional("area_group"),
            row.Number("first_period"), row.Optional("last_period") is null ? null : row.Number("last_period"))));

    private List<DerivedRow> ReadDerivedIndicators() => Open(DerivedFile).Read(
        ["code", "name_en", "name_ru", "definition_en", "unit", "unit_mult", "decimals", "formula"],
        row => new DerivedRow(
            row.Line, row.Required("code"), row.Names(), row.Required("definition_en"), row.Required("unit"), row.Number("unit_mult"), row.Number("decimals"),
            row.Required("formula")));

    private List<RuleRow> ReadRules()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return Open(RulesFile).Read(
            [
                "id", "built_in", "type", "level", "severity", "kind", "parameters", "name_en", "name_ru", "message_en", "message_ru",
                "remedy_en", "remedy_ru",
            ],
            row =>
            {
                var rule = new ValidationRule
                {
                    Id = row.Required("id"),
                    BuiltIn = row.Choice<FindingRule>("built_in", required: false),
                    Type = row.Required("type"),
                    Level = row.Required("level"),
                    Severity = row.Choice<FindingSeverity>("severity", required: true),
                    Kind = row.Required("kind"),
                    Parameters = row.Pairs("parameters"),
                    Names = row.Names(),
                    Messages = row.Text("message"),
                    Remedies = row.Text("remedy"),
                };
                row.Check(ids.Add(rule.Id), $"the rule {rule.Id} is there twice");
                row.Check(
                    (rule.Kind == ValidationRule.StructuralKind) == (rule.BuiltIn != FindingRule.Unspecified),
                    "built_in is stated for the kind STRUCTURAL, and for no other");
                return new RuleRow(row.Line, rule);
            });
    }

    private void Check(CatalogueFiles files)
    {
        var codes = files.Codes.ToLookup(row => row.Codelist);
        bool Has(string codelist, string code) => codes[codelist].Any(row => row.Code == code);
        void Require(bool condition, string file, long line, string reason)
        {
            if (!condition)
                Open(file).Fault(line, reason);
        }

        foreach (var concept in DataStructureDefinition.Concepts.Where(concept => concept.Codelist.Length > 0))
            Require(codes.Contains(concept.Codelist), CodelistsFile, 1, $"the codelist {concept.Codelist} of {concept.Id} is missing");
        foreach (var codelist in codes)
            CheckCodes(codelist.Key, [.. codelist]);
        foreach (var twice in files.Codelists.GroupBy(row => row.Id).Where(group => group.Count() > 1))
            Require(false, CodelistsFile, twice.Last().Line, $"the codelist {twice.Key} is there twice");

        foreach (var row in files.Indicators)
        {
            Require(Has("CL_UNIT_MEASURE", row.UnitMeasure), IndicatorsFile, row.Line, $"unit '{row.UnitMeasure}' is not in CL_UNIT_MEASURE");
            Require(Has("CL_UNIT_MULT", $"{row.UnitMult}"), IndicatorsFile, row.Line, $"unit_mult '{row.UnitMult}' is not in CL_UNIT_MULT");
            Require(Has("CL_FREQ", row.Freq), IndicatorsFile, row.Line, $"freq '{row.Freq}' is not in CL_FREQ");
            Require(
                row.SmallCountThreshold == 0 || (row.SmallCountThreshold > 1 && row.MeasureKind != "RATIO"), IndicatorsFile, row.Line,
                $"small_count_threshold '{row.SmallCountThreshold}' is none of a count: 2 or more, since below that it would tell what it hides");
            foreach (var breakdown in row.Breakdowns)
                Require(Dimension.Find(breakdown) is { IsBreakdown: true }, IndicatorsFile, row.Line, $"breakdown '{breakdown}' is no dimension of the data structure");
            foreach (var other in new[] { row.WeightIndicator, row.MirrorIndicator }.OfType<string>())
                Require(Has(IndicatorCodelist, other), IndicatorsFile, row.Line, $"'{other}' is no indicator");
        }

        foreach (var row in files.Profiles)
        {
            Require(Has("CL_FREQ", row.Freq), ProfilesFile, row.Line, $"freq '{row.Freq}' is not in CL_FREQ");
            foreach (var indicator in row.Indicators)
                Require(Has(IndicatorCodelist, indicator), ProfileIndicatorsFile, 1, $"'{indicator}' of {row.Id} is no indicator");
        }

        new ValidationRulesCheck(files, Open(RulesFile).Fault).Check();
        new DerivedIndicatorsCheck(files, Open(DerivedFile).Fault).Check();
        new CalendarFilesCheck(files, Open(SchedulesFile).Fault, Open(ObligationsFile).Fault).Check();
        foreach (var row in files.Members)
        {
            Require(Has("CL_AREA", row.AreaGroup), MembersFile, row.Line, $"'{row.AreaGroup}' is not in CL_AREA");
            Require(Has("CL_AREA", row.Area), MembersFile, row.Line, $"'{row.Area}' is not in CL_AREA");
            Require(row.ValidTo is null || row.ValidFrom is null || row.ValidFrom <= row.ValidTo, MembersFile, row.Line, "valid_to is before valid_from");
        }
    }

    private void CheckCodes(string codelist, IReadOnlyList<CodeRow> rows)
    {
        var file = Open(CodesFile(codelist));
        var parents = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => !parents.TryAdd(row.Code, row.Parent)))
            file.Fault(row.Line, $"the code '{row.Code}' is there twice");
        foreach (var row in rows)
        {
            if (row.Parent is not null && !parents.ContainsKey(row.Parent))
                file.Fault(row.Line, $"the parent '{row.Parent}' is no code of {codelist}");
            var ancestor = row.Parent;
            for (var steps = 0; ancestor is not null && steps <= rows.Count; steps++)
            {
                if (ancestor == row.Code)
                {
                    file.Fault(row.Line, $"the code '{row.Code}' is its own ancestor");
                    break;
                }

                ancestor = parents.GetValueOrDefault(ancestor);
            }
        }
    }

    private string ContentVersion()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..VersionLength];
    }
}
