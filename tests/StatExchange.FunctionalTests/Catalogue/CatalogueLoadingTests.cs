using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Catalogue;

/// <summary>The catalogue's data files, loaded when a server starts.</summary>
public sealed class CatalogueLoadingTests(PostgresCluster cluster) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("statexchange-catalogue-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private (string, string) Folder => ("Catalogue__DataFolder", _folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Loading_twice_changes_nothing()
    {
        var database = await cluster.CreateDatabaseAsync();
        string version;
        await using (var first = await ServerUnderTest.StartAsync(database))
        {
            version = await VersionAsync(first);
            await first.Client.PublishAsync("AM.ARMSTAT", Append(Series(Key(refArea: "AM"), At("2017", 1m))));
        }

        await using var second = await ServerUnderTest.StartAsync(database);
        Assert.Contains("unchanged", second.Log, StringComparison.Ordinal);
        Assert.Equal(version, await VersionAsync(second));
        Assert.Equal("2017=1", await second.Client.ReadTextAsync(new SeriesQuery().Where("REF_AREA", "AM")));
    }

    [Theory]
    [InlineData("codelists/CL_SEX.csv", "F,_T,Female,Женщины,,", "F,_T,Female,,,", "codelists/CL_SEX.csv line 3: name_ru is empty")]
    [InlineData("codelists/CL_SEX.csv", "F,_T,", "F,_X,", "codelists/CL_SEX.csv line 3: the parent '_X' is no code of CL_SEX")]
    [InlineData("codelists/CL_SEX.csv", "F,_T,", "M,_T,", "line 4: the code 'M' is there twice")]
    [InlineData("area_group_members.csv", "EU,AT,1995-01-01", "EU,AT,1995-13-01", "area_group_members.csv line 2: valid_from '1995-13-01' is no date")]
    [InlineData("area_group_members.csv", "EU,AT,", "EU,Austria,", "area_group_members.csv line 2: 'Austria' is not in CL_AREA")]
    [InlineData("indicators.csv", "SEX;AGE,Y", "SEX;AGES,Y", "indicators.csv line 2: breakdown 'AGES' is no dimension")]
    [InlineData("indicators.csv", "code,part", "kode,part", "indicators.csv line 1: the header lacks code")]
    [InlineData("codelists/CL_SEX.csv", "Female", "\"Female", "codelists/CL_SEX.csv line 3: the row cannot be read")]
    [InlineData("validation_rules.csv", ",RANGE,min=0;", ",RANG,min=0;", "kind 'RANG' is none; there are RANGE")]
    [InlineData("validation_rules.csv", "min=0;measure_kinds=FLOW", "min=zero;measure_kinds=FLOW", "min: 'zero' is no number")]
    [InlineData("validation_rules.csv", "min=0;measure_kinds=FLOW", "min=0;colour=red;measure_kinds=FLOW", "RANGE has no parameter colour")]
    [InlineData("validation_rules.csv", "result=MIG_NET;", "", "LINEAR_RELATION needs the parameter result")]
    [InlineData("validation_rules.csv", "terms=MIG_IMM_TOT,-MIG_EMI_TOT", "terms=MIG_IMM_TOT,-MIG_EMI", "terms: '-MIG_EMI' is no indicator")]
    [InlineData("validation_rules.csv", "relation==;", "relation=<;", "relation: '<' is none of =, <=")]
    [InlineData("validation_rules.csv", "REF_AREA,COUNTERPART_AREA;", "REF_AREA,SEX;", "dimensions: CODES_DIFFER compares two of one codelist")]
    [InlineData("validation_rules.csv", "UNKNOWN_CODE,COV,1a,ERROR", "UNKNOWN_CODE,COV,1a,WARNING", "validation_rules.csv line 2: the severity of UnknownCode is Error")]
    [InlineData("validation_rules.csv", "COV_CODE,UNKNOWN_CODE,", "COV_CODE,ACTION_NOT_SUPPORTED,", "the built-in rule UnknownCode is missing")]
    [InlineData("validation_rules.csv", "is no code of {{ concept }}", "is no code of {{ concept", "validation_rules.csv line 2: message_en is no template")]
    [InlineData("profile_schedules.csv", "BASIC,2019", "BASICS,2019", "profile_schedules.csv line 3: 'BASICS' is no profile")]
    [InlineData("profile_schedules.csv", "BASIC,2019,1", "BASIC,19,0", "profile_schedules.csv line 3: first_period '19' is no year such as 2019")]
    [InlineData("profile_schedules.csv", "BASIC,2019,1", "BASIC,2019,0", "profile_schedules.csv line 3: every_years '0' is not between 1 and 100")]
    [InlineData("profile_schedules.csv", "EXTENDED,9,", "EXTENDED,nine,", "profile_schedules.csv line 3: due_months 'nine' is no whole number")]
    [InlineData("profile_schedules.csv", "3,,9", "3,BASIC,9", "profile_schedules.csv line 2: unless_profile 'BASIC' makes EXTENDED its own exception")]
    [InlineData("profile_schedules.csv", "1,EXTENDED", "1,FULL", "profile_schedules.csv line 3: unless_profile 'FULL' is no profile with a schedule")]
    [InlineData("profile_schedules.csv", "90,,\nBASIC", "90,2019-01-01,\nEXTENDED,2019,3,,9,90,,2019-01-01\nBASIC", "profile_schedules.csv line 3: EXTENDED has two schedules for the same time")]
    [InlineData("profile_schedules.csv", "90,,", "90,2020-01-01,2019-01-01", "profile_schedules.csv line 2: valid_to is before valid_from")]
    [InlineData("delivery_obligations.csv", "organisation,", "organization,", "delivery_obligations.csv line 1: the header lacks organisation")]
    [InlineData("delivery_obligations.csv", "AL.INSTAT,EXTENDED", "AL.INSTITUTE,EXTENDED", "delivery_obligations.csv line 2: 'AL.INSTITUTE' is not in CL_ORGANISATION")]
    [InlineData("delivery_obligations.csv", "AL.INSTAT,EXTENDED", "AL.INSTAT,FULL", "delivery_obligations.csv line 2: 'FULL' is no profile with a schedule")]
    [InlineData("delivery_obligations.csv", "EXTENDED,AL,", "EXTENDED,JP,", "delivery_obligations.csv line 2: 'JP' never was a member of 'PRAGUE_PROCESS'")]
    [InlineData("delivery_obligations.csv", "PRAGUE_PROCESS,2019,", "PRAGUE_PROCESS,2019,2018", "delivery_obligations.csv line 2: last_period is before first_period")]
    [InlineData("delivery_obligations.csv", "PRAGUE_PROCESS,2019,", "PRAGUE_PROCESS,0,", "delivery_obligations.csv line 2: first_period '0' is no year")]
    [InlineData("delivery_obligations.csv", "AM.ARMSTAT,EXTENDED,AM", "AM.ARMSTAT,EXTENDED,AL", "delivery_obligations.csv line 4: EXTENDED of AL is owed by AL.INSTAT for the same periods already")]
    [InlineData("delivery_obligations.csv", "AM.ARMSTAT,EXTENDED,AM", "AL.INSTAT,EXTENDED,AM", "delivery_obligations.csv line 4: AL.INSTAT owes EXTENDED for AL already")]
    public async Task A_broken_file_stops_the_start_and_says_where(string file, string right, string wrong, string reason)
    {
        CopyCatalogue();
        Edit(file, right, wrong);
        var log = await ServerUnderTest.StartRefusedAsync(await cluster.CreateDatabaseAsync(), Folder);
        Assert.Contains(reason, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_a_code_is_refused_while_figures_use_it_and_done_otherwise()
    {
        CopyCatalogue();
        var database = await cluster.CreateDatabaseAsync();
        await using (var first = await ServerUnderTest.StartAsync(database, Folder))
            await first.Client.PublishAsync("AM.ARMSTAT", Append(Series(Key(refArea: "AM", counterpart: "GE"), At("2017", 1m))));

        RemoveRow("codelists/CL_AREA.csv", "FJ,");
        await using (var second = await ServerUnderTest.StartAsync(database, Folder))
        {
            var codes = await second.Client.ListCodesAsync("CL_AREA").Select(code => code.Code_).ToListAsync(Cancellation);
            Assert.DoesNotContain("FJ", codes);
            Assert.Contains("GE", codes);
        }

        RemoveRow("codelists/CL_AREA.csv", "GE,");
        foreach (var group in new[] { "CIS", "EAP", "PRAGUE_PROCESS" })
            RemoveRow("area_group_members.csv", $"{group},GE,");
        foreach (var profile in new[] { "EXTENDED", "BASIC" })
            RemoveRow("delivery_obligations.csv", $"GE.GEOSTAT,{profile},");
        var log = await ServerUnderTest.StartRefusedAsync(database, Folder);
        Assert.Contains("codelists/CL_AREA.csv: the code 'GE' is gone, but figures use it", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_server_takes_over_what_one_of_them_loads()
    {
        CopyCatalogue();
        var database = await cluster.CreateDatabaseAsync();
        await using var running = await ServerUnderTest.StartAsync(database, Folder);
        Edit("codelists/CL_SEX.csv", "Female", "Women and girls");
        await using var starting = await ServerUnderTest.StartAsync(database, Folder);

        // Told by notification, at once; there is nothing else to wait for than the running server's own answer.
        var version = await VersionAsync(starting);
        while (await VersionAsync(running) != version)
            await Task.Yield();
        var female = await running.Client.ListCodesAsync("CL_SEX", "girls").SingleAsync(Cancellation);
        Assert.Equal("F", female.Code_);
    }

    private static async Task<string> VersionAsync(ServerUnderTest server)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Address);
        return (await new CatalogueService.CatalogueServiceClient(channel).ListProfilesAsync(new ListProfilesRequest(), cancellationToken: Cancellation)).CatalogueVersion;
    }

    private void CopyCatalogue()
    {
        var source = Path.Combine(Path.GetDirectoryName(typeof(Server.ServerAssembly).Assembly.Location)!, "Catalogue", "Data");
        foreach (var file in Directory.EnumerateFiles(source, "*.csv", SearchOption.AllDirectories))
        {
            var target = new FileInfo(Path.Combine(_folder.FullName, Path.GetRelativePath(source, file)));
            target.Directory!.Create();
            File.Copy(file, target.FullName);
        }
    }

    private void Edit(string file, string right, string wrong)
    {
        var path = Path.Combine(_folder.FullName, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} has no '{right}'");
        File.WriteAllText(path, text[..at] + wrong + text[(at + right.Length)..]);
    }

    private void RemoveRow(string file, string beginning)
    {
        var path = Path.Combine(_folder.FullName, file);
        var lines = File.ReadAllLines(path);
        var kept = lines.Where(line => !line.StartsWith(beginning, StringComparison.Ordinal)).ToList();
        Assert.Equal(lines.Length - 1, kept.Count);
        File.WriteAllLines(path, kept);
    }
}
