using FsCheck;
using FsCheck.Fluent;
using StatExchange.TestTables;

namespace StatExchange.UnitTests.Confidentiality;

/// <summary>Random tables against a solver of linear programs that shares nothing with what is tested.</summary>
public sealed class RandomTableTests
{
    private const int Tables = 300;

    [Fact]
    public void A_solver_recovers_no_hidden_value_from_all_that_was_ever_shown() =>
        Prop.ForAll(Dice.Any, throws =>
        {
            var random = new RandomTable(throws);
            var table = Released(random);
            var recovered = new Attacker(random.Releases, random.Relations, random.Threshold, table.IsHidden).Recovered();
            return (recovered.Count == 0).Label(string.Join("; ", recovered));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Tables));

    [Fact]
    public void The_solver_recovers_values_where_only_what_must_not_be_known_is_hidden()
    {
        var (tables, broken) = (0, 0);
        Prop.ForAll(Dice.Any, throws =>
        {
            var random = new RandomTable(throws);
            var attacker = new Attacker(random.Releases, random.Relations, random.Threshold, random.IsPrimary);
            tables += attacker.HiddenCount > 0 ? 1 : 0;
            broken += attacker.Recovered().Count > 0 ? 1 : 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Tables));
        Assert.True(broken * 2 > tables, $"{broken} of {tables}");
    }

    [Fact]
    public void Nothing_is_hidden_when_nothing_must_be() =>
        Prop.ForAll(Dice.Any, throws =>
        {
            var table = Released(new RandomTable(throws, anyFlag: false));
            return table.Letters.All(letters => letters.Count == 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Tables));

    [Fact]
    public void With_three_details_and_a_total_at_most_one_more_is_hidden() =>
        Prop.ForAll(Dice.Any, throws =>
        {
            var dice = new Dice(throws);
            int[] values = [dice.Next(100), 1 + dice.Next(100), 1 + dice.Next(100)];
            var hidden = dice.Next(values.Length);
            var table = new ProtectedTable();
            string[] sexes = ["F", "M", "_O"];
            table.Release([("CTX_POP_TOT", 2020, values.Sum()), .. sexes.Select((sex, i) => ($"CTX_POP_TOT SEX={sex}", 2020, (Figure?)new Figure(values[i], i == hidden ? 'C' : 'F')))]);
            return table.Hidden('S').Count == 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Tables));

    private static ProtectedTable Released(RandomTable random)
    {
        var table = new ProtectedTable();
        foreach (var release in random.Releases)
            table.Release(release.Select(figure => (figure.Key.Key, figure.Key.Period, (Figure?)figure.Value)));
        return table;
    }
}
