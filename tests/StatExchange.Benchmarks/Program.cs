using System.CommandLine;
using StatExchange.Benchmarks;
using StatExchange.FunctionalTests.Infrastructure;

var observations = new Option<int>("--observations") { DefaultValueFactory = _ => 1_000_000, Description = "Observations a round, 24 a series" };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "Measured rounds, after one that is not" };
var command = new RootCommand("Measures the whole system against raw COPY on the same PostgreSQL") { observations, rounds };
command.SetAction(parsed => RunAsync(
    parsed.GetValue(observations) / GeneratedSeries.Length * GeneratedSeries.Length, parsed.GetValue(rounds)));
return await command.Parse(args).InvokeAsync();

static async Task RunAsync(int observations, int rounds)
{
    var cluster = new PostgresCluster();
    await cluster.InitializeAsync();
    await using var cleanup = cluster;
    await using var fixture = new ExchangeFixture(cluster);
    await fixture.InitializeAsync();
    var idle = fixture.Server.PeakMemoryMebibytes();
    var measured = new Rounds(new RawCopy(fixture.ConnectionString), await Exchange.OpenAsync(fixture.Client), observations);
    await measured.RunAsync(rounds: 1);
    var results = await measured.RunAsync(rounds);
    results.Print();
    Console.WriteLine($"{observations} observations a round; peak memory of the server: {fixture.Server.PeakMemoryMebibytes()} MiB, after its start {idle} MiB");
}
