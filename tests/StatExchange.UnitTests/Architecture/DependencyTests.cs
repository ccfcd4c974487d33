using NetArchTest.Rules;
using StatExchange.Client;
using StatExchange.Server;

namespace StatExchange.UnitTests.Architecture;

/// <summary>Which way dependencies point: Program → slices → what every slice may use; server and clients meet in the contract.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Slices = ["Catalogue", "Access", "Mappings", "Methodology", "Submissions", "Queries", "Releases", "Calendar", "Confidentiality", "Limits"];
    private static readonly string[] Common = ["Audit", "Errors", "Database", "Telemetry", "Hosting"];

    // A slice and the slices it may use.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Catalogue"] = [],
        ["Access"] = ["Catalogue"],
        ["Mappings"] = ["Catalogue", "Access"],
        ["Submissions"] = ["Catalogue", "Access", "Mappings"],
        ["Methodology"] = ["Catalogue", "Access"],
        ["Queries"] = ["Catalogue", "Access", "Calendar", "Methodology"],
        ["Releases"] = ["Catalogue", "Access", "Queries", "Submissions"],
        ["Calendar"] = ["Catalogue"],
        ["Limits"] = ["Access"],
        ["Confidentiality"] = ["Catalogue"],
    };

    public static TheoryData<string> Slice => [.. Slices];

    public static TheoryData<string> Shared => [.. Common];

    [Theory]
    [MemberData(nameof(Slice))]
    public void A_slice_uses_no_slice_but_those_it_may(string slice) =>
        AssertIndependent($"StatExchange.Server.{slice}", [.. Slices.Except(Allowed[slice]).Where(other => other != slice).Select(Name)]);

    [Theory]
    [MemberData(nameof(Shared))]
    public void What_slices_share_uses_no_slice(string shared) => AssertIndependent(Name(shared), [.. Slices.Select(Name)]);

    [Fact]
    public void Only_stores_and_the_database_talk_SQL()
    {
        var result = Types.InAssembly(typeof(ServerAssembly).Assembly)
            .That().ResideInNamespaceStartingWith("StatExchange.Server").And().DoNotResideInNamespace(Name("Database"))
            .And().DoNotHaveNameMatching("Store").And().DoNotHaveName("<Program>$").And().DoNotHaveName("Program").And().DoNotHaveName("ExchangeModules")
            .ShouldNot().HaveDependencyOnAny("Dapper", "Npgsql.NpgsqlCommand", "Npgsql.NpgsqlBatch").GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Stores_know_no_messages_of_the_contract()
    {
        var messages = typeof(V1.SeriesKey).Assembly.GetTypes()
            .Where(type => typeof(Google.Protobuf.IMessage).IsAssignableFrom(type)).Select(type => type.FullName!).ToArray();
        var result = Types.InAssembly(typeof(ServerAssembly).Assembly)
            .That().HaveNameEndingWith("Store", StringComparison.Ordinal).ShouldNot().HaveDependencyOnAny(messages).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Server_and_clients_meet_only_in_the_contract()
    {
        Assert.DoesNotContain(typeof(ServerAssembly).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("StatExchange.Cl", StringComparison.Ordinal));
        Assert.DoesNotContain(typeof(StatExchangeClient).Assembly.GetReferencedAssemblies(), name => name.Name == "StatExchange.Server");
    }

    private static string Name(string part) => $"StatExchange.Server.{part}";

    private static void AssertIndependent(string from, string[] of)
    {
        var types = Types.InAssembly(typeof(ServerAssembly).Assembly).That().ResideInNamespaceStartingWith(from);
        Assert.NotEmpty(types.GetTypes());
        if (of.Length == 0)
            return;
        var result = types.ShouldNot().HaveDependencyOnAny(of).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
