using System.CommandLine;
using StatExchange.Benchmarks;
using StatExchange.Benchmarks.Vintages;
using StatExchange.FunctionalTests.Infrastructure;

var scenario = new Option<Scenario>("--scenario") { DefaultValueFactory = _ => Scenario.All, Description = "What is measured" };
var observations = new Option<int>("--observations") { DefaultValueFactory = _ => 1_000_000, Description = "Throughput: observations a round, 24 a series" };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "Measured rounds of throughput, after one that is not; of vintages four times as many" };
var series = new Option<int>("--series") { DefaultValueFactory = _ => 5_000, Description = "Vintages: series, of 24 observations" };
var releases = new Option<int[]>("--releases")
{
    DefaultValueFactory = _ => [20, 200],
    AllowMultipleArgumentsPerToken = true,
    Description = "Vintages: numbers of releases that are compared",
};
var command = new RootCommand("Measures the whole system against raw COPY on the same PostgreSQL") { scenario, observations, rounds, series, releases };
command.SetAction(async parsed =>
{
    var (chosen, count) = (parsed.GetValue(scenario), parsed.GetValue(rounds));
    var cluster = new PostgresCluster();
    await cluster.InitializeAsync();
    await using var cleanup = cluster;
    if (chosen is not Scenario.Vintages)
        await MeasureThroughputAsync(cluster, parsed.GetValue(observations) / GeneratedSeries.Length * GeneratedSeries.Length, count);
    if (chosen is not Scenario.Throughput)
        await VintageRounds.MeasureAsync(cluster, parsed.GetValue(series), parsed.GetValue(releases)!, count);
});
return await command.Parse(args).InvokeAsync();

static async Task MeasureThroughputAsync(PostgresCluster cluster, int observations, int rounds)
{
    await using var fixture = new ExchangeFixture(cluster);
    await fixture.InitializeAsync();
    var idle = fixture.Server.PeakMemoryMebibytes();
    var measured = new Rounds(new RawCopy(fixture.ConnectionString), await Exchange.OpenAsync(fixture.Client), observations);
    await measured.RunAsync(rounds: 1);
    var results = await measured.RunAsync(rounds);
    results.Print();
    Console.WriteLine($"{observations} observations a round; peak memory of the server: {fixture.Server.PeakMemoryMebibytes()} MiB, after its start {idle} MiB");
}
