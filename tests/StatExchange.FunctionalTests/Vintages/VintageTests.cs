using FsCheck;
using FsCheck.Fluent;
using StatExchange.FunctionalTests.Infrastructure;

namespace StatExchange.FunctionalTests.Vintages;

/// <summary>
/// Random sequences of submitting, publishing, embargoing, revising, deleting, withdrawing and purging: after each step a query as
/// of every earlier instant says what a simple model says.
/// </summary>
public sealed class VintageTests(PostgresCluster cluster)
{
    private const int Sequences = 500;

    // Two runs side by side, each with a server, a database and a clock of its own.
    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public async Task Every_earlier_instant_is_as_the_model_says(string run)
    {
        using var catalogue = new CatalogueWithoutContentRules(run);
        await using var server = await InProcessServer.StartAsync(
            await cluster.CreateDatabaseAsync(), InProcessServer.NewClock(), ("Catalogue:DataFolder", catalogue.Folder));
        var areas = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Catalogue", "Data", "codelists", "CL_AREA.csv")).Skip(1)
            .Select(line => line.Split(',')[0]).Where(code => code.Length == 2 && code.All(char.IsAsciiLetterUpper)).ToArray();
        var sequence = 0;
        Prop.ForAll(SequenceGenerator.Sequences, operations =>
        {
            // A shortened sequence runs in new areas as well.
            var number = Interlocked.Increment(ref sequence);
            new SequenceRun(server, areas[number % areas.Length], areas[(number + 1 + (number / areas.Length)) % areas.Length])
                .RunAsync(operations).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithQuietOnSuccess(true));
    }
}
