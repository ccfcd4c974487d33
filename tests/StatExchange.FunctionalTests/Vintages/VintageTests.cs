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
    private const int Sequences = 1000;

    // Two runs side by side, each with a server, a database and a clock of its own.
    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public async Task Every_earlier_instant_is_as_the_model_says(string run)
    {
        await using var server = await InProcessServer.StartAsync(
            await cluster.CreateDatabaseAsync(), InProcessServer.NewClock(), ("Catalogue:DataFolder", CatalogueWithoutContentRules(run)));
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

    // Vintages are the subject, and each warning of a rule would need to be justified.
    private static string CatalogueWithoutContentRules(string run)
    {
        const string rules = "validation_rules.csv";
        var source = Path.Combine(AppContext.BaseDirectory, "Catalogue", "Data");
        var target = Path.Combine(Path.GetTempPath(), $"{Environment.ProcessId}-catalogue-{run}");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        File.WriteAllLines(
            Path.Combine(target, rules), File.ReadLines(Path.Combine(source, rules)).Where((line, number) => number == 0 || line.Split(',')[1].Length > 0));
        return target;
    }
}
