using System.Text;
using FsCheck;
using FsCheck.Fluent;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.UnitTests.Files;

public sealed class MappingFileTests
{
    private static readonly string[] Texts =
        ["ARM", "Армения", "a|b", @"a\|b", @"a\", "=1+1", "'=1+1", "-5", "-", "regex:x", "text:x", " blanks ", "two\nlines", "say \"no\"", "a;b,c\td", "@x", "+"];

    private static readonly string[] Patterns = [@"\d+", "DE|AT", @"(a)\|b", @"x\\", ".*"];
    private static readonly string[] Concepts = ["REF_AREA", "SEX", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "UNIT_MULT", "SOURCE"];

    private static readonly string DemonstrationFolder = FindDemonstration();

    [Fact]
    public async Task Reads_what_an_office_writes()
    {
        var mapping = await ReadAsync(
            """
            item,figures,concept,column,value,code
            description,,,,Labour migrants,
            repeated,,,,,sum
            figures,in,,arrived,,
            figures,years,,(?<period>\d{4})к,pattern,
            # a remark,,,,,
            only,in,,kind,all,
            only,in,,kind,total,
            component,,REF_AREA,state|region,,
            code,,REF_AREA,,ARM|Yerevan,AM
            code,,REF_AREA,,|,-
            code,,REF_AREA,,regex:K.*|a\|b,KZ
            code,,REF_AREA,,regex:K.*|regex:(.*),~
            alias,,REF_AREA
            component,in,SEX,,,_T
            component,in,CITIZENSHIP,nationality,,
            code,in,CITIZENSHIP,,regex:DE|AT,EU
            code,,OBS_VALUE,,:,O
            unused,,,other,,

            """);

        Assert.Equal(
            new StructureMap
            {
                Description = "Labour migrants",
                RepeatedObservations = RepeatedObservations.Sum,
                Figures =
                {
                    new FiguresMap
                    {
                        Name = "in", Column = "arrived", Conditions = { new RowCondition { Column = "kind", Values = { "all", "total" } } },
                        Components =
                        {
                            new ComponentMap { Concept = "SEX", Fixed = "_T" },
                            new ComponentMap
                            {
                                Concept = "CITIZENSHIP", Columns = { "nationality" },
                                Codes = { new CodeMap { Values = { "DE|AT" }, IsPattern = true, Code = "EU" } },
                            },
                        },
                    },
                    new FiguresMap { Name = "years", Column = @"(?<period>\d{4})к", IsPattern = true },
                },
                Components =
                {
                    new ComponentMap
                    {
                        Concept = "REF_AREA", Columns = { "state", "region" }, AcceptsAliases = true,
                        Codes =
                        {
                            new CodeMap { Values = { "ARM", "Yerevan" }, Code = "AM" },
                            new CodeMap { Values = { "", "" }, LeavesOut = true },
                            new CodeMap { Values = { "K.*", @"a\|b" }, IsPattern = true, Code = "KZ" },
                            new CodeMap { Values = { "K.*", "(.*)" }, IsPattern = true },
                        },
                    },
                    new ComponentMap { Concept = "OBS_VALUE", Codes = { new CodeMap { Values = { ":" }, Code = "O" } } },
                },
            },
            mapping);
    }

    [Theory]
    [InlineData(';', 1251)]
    [InlineData('\t', 65001)]
    public async Task Reads_what_spreadsheets_of_other_locales_save(char separator, int codePage)
    {
        var text = "Item,Figures,Concept,Column,Value,Code\r\nfigures,,,Число,,\r\ncomponent,,REF_AREA,Страна,,\r\ncode,,REF_AREA,,Армения,AM\r\n";
        var encoding = codePage == Encoding.UTF8.CodePage ? new UTF8Encoding(true) : CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
        var mapping = await ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(text.Replace(',', separator))]);

        Assert.Equal("Число", mapping.Figures[0].Column);
        Assert.Equal("Армения", mapping.Components[0].Codes[0].Values[0]);
    }

    [Fact]
    public async Task Says_all_faults_with_their_rows()
    {
        var exception = await Assert.ThrowsAsync<MappingFileException>(() => ReadAsync(
            """
            item,figures,concept,column,value,code
            figures,in,,arrived,,
            figures,in,,left,,
            figures,years,,(,pattern,
            figure,x,,left,,
            component,,REF_AREAS,state,,
            component,,SEX,,,
            component,,AGE,age,,Y15
            component,out,AGE,age,,
            only,inn,,kind,all,
            code,,CITIZENSHIP,,x,AM
            component,,REASON,why|how,,
            code,,REASON,,a,R1
            code,,REASON,,a|b|c,
            code,,REASON,,regex:[|regex:b,R1
            repeated,,,,,AVERAGE
            code,,REASON,,"open,x
            """));

        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17], exception.Faults.Select(fault => fault.Row).Distinct());
        Assert.Contains("REF_AREA?", exception.Faults.Single(fault => fault.Row == 6).Message, StringComparison.Ordinal);
        Assert.All(exception.Faults, fault => Assert.Contains(fault.Message, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_which_columns_are_missing()
    {
        var exception = await Assert.ThrowsAsync<MappingFileException>(() => ReadAsync("item,concept,column,value,kode\nfigures,,x,,"));

        Assert.Equal(["code", "figures", "kode"], new[] { "code", "figures", "kode" }.Where(name => exception.Message.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Reads_back_what_it_writes() => Prop.ForAll(Mappings().ToArbitrary(), mapping =>
    {
        var writer = new StringWriter();
        MappingFile.WriteAsync(writer, mapping).GetAwaiter().GetResult();
        Assert.Equal(mapping, ReadAsync(writer.ToString()).GetAwaiter().GetResult());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Writes_nothing_that_a_spreadsheet_would_run()
    {
        var writer = new StringWriter();
        var mapping = new StructureMap { Description = "=cmd|' /C calc'!A0", Figures = { new FiguresMap { Column = "@x" } } };
        await MappingFile.WriteAsync(writer, mapping, TestContext.Current.CancellationToken);

        Assert.Contains(",'=cmd", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains(",'@x,", writer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eurostat")]
    [InlineData("observatory")]
    [InlineData("unhcr_applications")]
    [InlineData("unhcr_decisions")]
    public async Task Reads_the_mappings_of_the_demonstration_and_writes_them_back(string name)
    {
        var path = Path.Combine(DemonstrationFolder, "mappings", name + ".csv");
        var mapping = await MappingFile.ReadAsync(path, TestContext.Current.CancellationToken);
        var writer = new StringWriter();
        await MappingFile.WriteAsync(writer, mapping, TestContext.Current.CancellationToken);

        Assert.Equal(mapping, await ReadAsync(writer.ToString()));
    }

    [Theory]
    [InlineData("Country,Year,Sex,Other thing,Value", "ARM,2017,M,x,1", @"figures|Value| component:REF_AREA|Country component:TIME_PERIOD|Year component:SEX|Sex unused|Other thing component:INDICATOR|")]
    [InlineData("state;2016;2017", "ARM;1;2", @"figures|\d{4}|pattern unused|state component:INDICATOR| component:REF_AREA|")]
    public async Task Drafts_a_mapping_from_a_header(string header, string row, string expected)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, header + "\n" + row, TestContext.Current.CancellationToken);
            var writer = new StringWriter();
            await MappingDraft.WriteAsync(writer, path, options: null, TestContext.Current.CancellationToken);
            var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','));

            Assert.Equal(
                expected,
                string.Join(' ', lines.Select(cells => cells[0] + (cells[2].Length > 0 ? ":" + cells[2] : "") + "|" + cells[3] + (cells[0] == "figures" ? "|" + cells[4] : ""))));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string FindDemonstration()
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "demo", "data")))
            folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "demo", "data");
    }

    private static Task<StructureMap> ReadAsync(string content) => ReadAsync(Encoding.UTF8.GetBytes(content));

    private static async Task<StructureMap> ReadAsync(byte[] content)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, content);
            return await MappingFile.ReadAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Gen<StructureMap> Mappings() =>
        from description in Gen.Elements(Texts)
        from repeated in Gen.Elements(Enum.GetValues<RepeatedObservations>())
        from figures in FiguresOf("in").Zip(FiguresOf("out"))
        from components in Components()
        select new StructureMap
        {
            Description = description,
            RepeatedObservations = repeated,
            Figures = { figures.Item1, figures.Item2 },
            Components = { components },
        };

    private static Gen<FiguresMap> FiguresOf(string name) =>
        from isPattern in Gen.Elements(true, false)
        from column in Gen.Elements(isPattern ? Patterns : Texts)
        from conditions in Gen.Elements(Texts).Zip(Gen.Elements(Texts).NonEmptyListOf()).ListOf()
        from components in Components()
        select new FiguresMap
        {
            Name = name,
            Column = column,
            IsPattern = isPattern,
            Components = { components },
            Conditions = { conditions.DistinctBy(pair => pair.Item1).Select(pair => new RowCondition { Column = pair.Item1, Values = { pair.Item2.Distinct() } }) },
        };

    /// <summary>In the order in which a file names them: those without columns come last.</summary>
    private static Gen<IEnumerable<ComponentMap>> Components() =>
        from concepts in Gen.SubListOf(Concepts)
        from components in Gen.CollectToList(concepts, Component)
        select (IEnumerable<ComponentMap>)components.OrderBy(component => component.Columns.Count + component.Fixed.Length == 0);

    private static Gen<ComponentMap> Component(string concept) =>
        from columns in Gen.Elements(Texts).ListOf(concept == "OBS_VALUE" ? 0 : 3)
        from count in Gen.Choose(1, 3)
        from isFixed in Gen.Elements(concept is not "OBS_VALUE", false)
        from codes in Code(isFixed || concept == "OBS_VALUE" ? 1 : count).NonEmptyListOf()
        from aliases in Gen.Elements(true, false)
        select new ComponentMap
        {
            Concept = concept,
            Fixed = isFixed ? "AM" : "",
            Columns = { columns.Take(isFixed ? 0 : count) },
            Codes = { codes },
            AcceptsAliases = aliases,
        };

    private static Gen<CodeMap> Code(int values) =>
        from isPattern in Gen.Elements(true, false)
        from texts in Gen.Elements(isPattern ? Patterns : [.. Texts, ""]).ListOf(values)
        from code in Gen.Elements("AM", "$1", "")
        from leavesOut in Gen.Elements(true, false)
        select new CodeMap { Values = { texts }, IsPattern = isPattern, Code = leavesOut ? "" : code, LeavesOut = leavesOut };
}
