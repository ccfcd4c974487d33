using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using StatExchange.FunctionalTests.Infrastructure;

namespace StatExchange.FunctionalTests.Hosting;

/// <summary>What a server refuses to start with, and what it offers once it runs.</summary>
public sealed class StartTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://0.0.0.0:5401", "loopback")]
    [InlineData("ASPNETCORE_URLS", "http://[::]:5401", "loopback")]
    [InlineData("ASPNETCORE_URLS", "https://127.0.0.1:0;http://10.0.0.1:5401", "loopback")]
    [InlineData("ASPNETCORE_URLS", "5401", "no address")]
    [InlineData("ASPNETCORE_URLS", "http://*:5401", "loopback")]
    [InlineData("ASPNETCORE_URLS", "http://example.org:5401", "loopback")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "5401", "http_ports")]
    [InlineData("Kestrel__Endpoints__Outside__Url", "http://0.0.0.0:5401", "Kestrel:Endpoints:Outside")]
    public async Task It_serves_nothing_readable_outside_this_machine(string setting, string value, string reason)
    {
        var log = await ServerUnderTest.StartRefusedAsync(await cluster.CreateDatabaseAsync(), (setting, value));
        Assert.Contains(reason, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_does_not_run_a_database_of_its_own_unasked()
    {
        var log = await ServerUnderTest.StartRefusedAsync(connectionString: null, ("ASPNETCORE_ENVIRONMENT", "Production"));
        Assert.Contains("Database:ConnectionString", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_does_not_trust_itself_unasked()
    {
        (string, string)[] settings =
            [("ASPNETCORE_ENVIRONMENT", "Production"), ("ASPNETCORE_URLS", "https://127.0.0.1:0"), ("Access:Authority:Folder", "/nowhere/at/all")];
        var log = await ServerUnderTest.StartRefusedAsync(await cluster.CreateDatabaseAsync(), settings);
        Assert.Contains("Hosting:Certificate:ChainFile", log, StringComparison.Ordinal);
        log = await ServerUnderTest.StartRefusedAsync(await cluster.CreateDatabaseAsync(), [.. settings, ("Hosting:Certificate:IssuedByAuthority", "true")]);
        Assert.Contains("Access:Authority:Create", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Access:Tokens:0:Algorithms:0", "HS256", "HS256")]
    [InlineData("Access:Tokens:0:Algorithms:0", "none", "none")]
    [InlineData("Access:Tokens:0:Audience", "", "Audience")]
    [InlineData("Access:Tokens:0:Authority", "http://issuer.example", "https")]
    [InlineData("Access:Tokens:1:Issuer", "https://issuer.test", "twice")]
    public async Task Issuers_that_could_be_forged_are_refused(string setting, string value, string reason)
    {
        var log = await ServerUnderTest.StartRefusedAsync(await cluster.CreateDatabaseAsync(), (setting, value));
        Assert.Contains(reason, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_servers_on_one_data_folder_are_refused()
    {
        var folder = Directory.CreateTempSubdirectory("statexchange-twice-");
        try
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.OtherExecute);
            var setting = ("Database__Embedded__DataFolder", Path.Combine(folder.FullName, "data"));
            await using var first = await ServerUnderTest.StartAsync(null!, setting);
            var log = await ServerUnderTest.StartRefusedAsync(null, setting);
            Assert.Contains(setting.Item2, log, StringComparison.Ordinal);

            // Killed, it leaves its PostgreSQL behind; the next server puts that in order and goes on.
            await first.KillAsync();
            await using var second = await ServerUnderTest.StartAsync(null!, setting);
            Assert.NotEmpty(await second.Client.ListProfilesAsync(Cancellation));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task It_answers_health_and_reflection()
    {
        await using var server = await ServerUnderTest.StartAsync(await cluster.CreateDatabaseAsync());
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Address);
        var health = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);

        using var reflection = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(cancellationToken: Cancellation);
        await reflection.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" }, Cancellation);
        Assert.True(await reflection.ResponseStream.MoveNext(Cancellation));
        var services = reflection.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name);
        Assert.Superset(
            new HashSet<string> { "statexchange.v1.CatalogueService", "statexchange.v1.SubmissionsService", "statexchange.v1.QueriesService" }, services.ToHashSet());
    }
}
