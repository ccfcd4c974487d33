using StatExchange.Server;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Catalogue.Derived;
using StatExchange.V1;
using DerivedIndicator = StatExchange.Server.Catalogue.Derived.DerivedIndicator;

namespace StatExchange.UnitTests.Confidentiality;

/// <summary>The server's own catalogue as a snapshot, its codes numbered as they come.</summary>
internal static class TestCatalogue
{
    public static CatalogueSnapshot Snapshot { get; } = Read();

    /// <summary>The ids of a key written as "INDICATOR", followed by what differs from the totals of yearly figures: "SEX=F FREQ=Q".</summary>
    public static int[] Key(string text)
    {
        var parts = text.Split(' ');
        var indicator = Snapshot.FindIndicator(parts[0])!;
        var stated = parts.Skip(1).Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        return [.. Dimension.All.Select(dimension => Snapshot.Codelist(dimension.Codelist).Find(stated.GetValueOrDefault(dimension.Id) ?? dimension.Id switch
        {
            "INDICATOR" => parts[0],
            "FREQ" => "A",
            "REF_AREA" => "AM",
            "DATA_PROVIDER" => "AM.ARMSTAT",
            _ => indicator.EmptyCode(dimension),
        })!.Id)];
    }

    private static CatalogueSnapshot Read()
    {
        var files = new CatalogueFilesReader(Path.Combine(Path.GetDirectoryName(typeof(ServerAssembly).Assembly.Location)!, "Catalogue", "Data")).Read();
        var codes = files.Codes.Select((row, id) => (row.Codelist, Code: new CodelistCode(id + 1, row.Code, row.Parent, row.Names, row.ValidFrom, row.ValidTo, row.Aliases)))
            .ToLookup(row => row.Codelist, row => row.Code);
        var codelists = files.Codelists.Select(row => new Server.Catalogue.Codelist(row.Id, row.Version, row.Names, row.Source, [.. codes[row.Id]])).ToList();
        var units = codelists.Single(codelist => codelist.Id == "CL_UNIT_MEASURE");
        var areas = codelists.Single(codelist => codelist.Id == "CL_AREA");
        return new CatalogueSnapshot(
            files.Version,
            codelists,
            [
                .. files.Indicators.Select(row => new Server.Catalogue.Indicator
                {
                    Code = row.Code, Part = row.Part, ThematicArea = row.ThematicArea, Names = row.Names, Definition = row.Definition,
                    MeasureKind = Enum.Parse<MeasureKind>(row.MeasureKind, ignoreCase: true), UnitMeasure = units.Find(row.UnitMeasure)!,
                    UnitMult = row.UnitMult, Freq = row.Freq, Breakdowns = row.Breakdowns.ToHashSet(),
                    Aggregation = Enum.Parse<Aggregation>(row.Aggregation, ignoreCase: true), SourceModel = row.SourceModel,
                    SmallCountThreshold = row.SmallCountThreshold,
                }),
            ],
            [],
            [.. files.Members.GroupBy(row => row.AreaGroup).Select(group => new Server.Catalogue.AreaGroup(areas.Find(group.Key)!, []))],
            [.. files.ValidationRules.Select(row => row.Rule)])
        {
            DerivedIndicators = [.. files.DerivedIndicators.Select(row => Derived(row, files.DerivedIndicators))],
        };
    }

    private static DerivedIndicator Derived(DerivedRow row, IReadOnlyList<DerivedRow> all) => new()
    {
        Code = row.Code,
        Names = row.Names,
        Definition = row.Definition,
        UnitMeasure = row.UnitMeasure,
        UnitMult = row.UnitMult,
        Decimals = row.Decimals,
        Formula = row.Formula,
        Expanded = Formula.Parse(new FormulaExpansion(all.Select(one => KeyValuePair.Create(one.Code, one.Formula))).Expand(row.Code).Text!).Formula!,
    };
}
