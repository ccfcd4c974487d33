using StatExchange.Server;
using StatExchange.Server.Catalogue;

namespace StatExchange.UnitTests.Calendar;

/// <summary>The obligations of the server's own catalogue.</summary>
public sealed class CalendarDataTests
{
    private const string AllMembers = "PRAGUE_PROCESS";

    private static readonly CatalogueFiles Files =
        new CatalogueFilesReader(Path.Combine(Path.GetDirectoryName(typeof(ServerAssembly).Assembly.Location)!, "Catalogue", "Data")).Read();

    public static TheoryData<string> Members => [.. Files.Members.Where(row => row.AreaGroup == AllMembers).Select(row => row.Area).Distinct()];

    [Theory]
    [MemberData(nameof(Members))]
    public void One_organisation_of_each_state_of_the_dialogue_owes_each_profile(string area)
    {
        var obligations = Files.Obligations.Select(row => row.Obligation).Where(obligation => obligation.RefArea == area).ToList();

        Assert.Equal(["BASIC", "EXTENDED"], obligations.Select(obligation => obligation.Profile).Order(StringComparer.Ordinal));
        Assert.All(obligations, obligation => Assert.Equal((AllMembers, 2019, (int?)null), (obligation.AreaGroup, obligation.FirstPeriod, obligation.LastPeriod)));
        Assert.StartsWith($"{area}.", Assert.Single(obligations.Select(obligation => obligation.Organisation).Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_else_owes_anything() => Assert.Equal(2 * Members.Count, Files.Obligations.Count);
}
