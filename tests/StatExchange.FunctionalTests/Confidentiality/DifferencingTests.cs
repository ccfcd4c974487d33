using FsCheck;
using FsCheck.Fluent;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.TestTables;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Confidentiality;

/// <summary>
/// The differencing attack: random tables with random hidden figures are submitted and revised over several releases, everything that
/// is open to the public is asked for, and a solver of linear programs looks for what is hidden.
/// </summary>
public sealed class DifferencingTests(PostgresCluster cluster)
{
    private const int Tables = 60;
    private const string Provider = "AM.ARMSTAT";

    [Fact]
    public async Task From_all_public_answers_a_solver_recovers_no_hidden_figure()
    {
        await using var server = await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());
        var areas = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Catalogue", "Data", "codelists", "CL_AREA.csv")).Skip(1)
            .Select(line => line.Split(',')[0]).Where(code => code.Length == 2 && code.All(char.IsAsciiLetterUpper)).ToArray();
        var (run, hidden, broken) = (0, 0, 0);
        Prop.ForAll(Dice.Any, throws =>
        {
            var attacked = AttackAsync(server, areas[run++], new RandomTable(throws, wholeNumbers: true)).GetAwaiter().GetResult();
            hidden += attacked.Hidden > 0 ? 1 : 0;
            broken += attacked.WithoutProtection.Count > 0 ? 1 : 0;
            return (attacked.Recovered.Count == 0).Label(string.Join("; ", attacked.Recovered));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Tables));

        // The same solver, were only that hidden which must not be known for its own sake: so the test above can fail.
        TestContext.Current.TestOutputHelper?.WriteLine($"{hidden} of {run} tables hide something; {broken} would be broken without secondary suppression.");
        Assert.True(broken * 2 > hidden, $"{broken} of {hidden}");
    }

    private static async Task<(int Hidden, IReadOnlyList<string> Recovered, IReadOnlyList<string> WithoutProtection)> AttackAsync(
        InProcessServer server, string refArea, RandomTable table)
    {
        var provider = server.As(Provider, "P. Rovider");
        var releases = new List<long>();
        foreach (var figures in table.Releases)
        {
            releases.Add((await provider.ReleaseAsync(
            [
                .. figures.GroupBy(figure => figure.Key.Key).Select(series => Figures.Append(Figures.Series(
                    TableKeys.KeyOf(series.Key, refArea, Provider), series.OrderBy(figure => figure.Key.Period).Select(figure => ObservationOf(series.Key, figure.Key.Period, figure.Value))))),
            ])).ReleaseId);
        }

        var own = new PublicKnowledge(provider, refArea, releases);
        await own.AskAsync();
        Assert.Empty(own.Untrue(table));
        Assert.All(table.Releases.Index(), release => Assert.All(release.Item.Keys, place => Assert.False(own.IsHidden(place.Key, place.Period, release.Index))));

        var known = new PublicKnowledge(server.As(""), refArea, releases);
        await known.AskAsync();
        Assert.Empty(known.Untrue(table));
        Assert.All(table.Releases[^1].Keys.Where(place => table.IsPrimary(place.Key, place.Period, releases.Count - 1)), place =>
            Assert.All(Enumerable.Range(0, releases.Count), release => Assert.True(known.IsHidden(place.Key, place.Period, release), $"{place} is shown as of {release}.")));
        var attacker = new Attacker(table.Releases, table.Relations, table.Threshold, known.IsHidden);
        return (attacker.HiddenCount, attacker.Recovered(), new Attacker(table.Releases, table.Relations, table.Threshold, table.IsPrimary).Recovered());
    }

    private static Observation ObservationOf(string key, int period, Figure figure) => new(
        new TimePeriod(Frequency.Find(key.EndsWith("FREQ=Q", StringComparison.Ordinal) ? "Q" : "A")!, period), figure.Value, ConfidentialityStatus: figure.Flag);
}
