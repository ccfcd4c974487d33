namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>What servers under test know of callers: the issuer of this run, an authority of this run, and that all may submit everything.</summary>
internal static class TestAccess
{
    private static readonly Lazy<string> Written = new(Write);

    /// <summary>Organisations of the catalogue.</summary>
    public static IReadOnlySet<string> Organisations { get; } = File.ReadLines(
        Path.Combine(AppContext.BaseDirectory, "Catalogue", "Data", "codelists", "CL_ORGANISATION.csv")).Skip(1).Select(line => line.Split(',')[0])
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The settings of a server.</summary>
    public static IEnumerable<(string Name, string Value)> Settings =>
    [
        ("Access:Tokens:0:Issuer", TestTokens.Issuer), ("Access:Tokens:0:Audience", TestTokens.Audience),
        ("Access:Tokens:0:KeysFile", Path.Combine(Written.Value, "keys.json")), ("Access:Tokens:0:OrganisationClaim", TestTokens.OrganisationClaim),
        ("Access:Tokens:0:PersonClaim", TestTokens.PersonClaim), ("Access:Tokens:0:RolesClaim", TestTokens.RolesClaim),
        ("Access:AgreementsFile", Path.Combine(Written.Value, "agreements.csv")), ("Access:Authority:Folder", Path.Combine(Written.Value, "authority")),
    ];

    /// <summary>The setting with which organisations may submit what the catalogue's agreements say instead.</summary>
    public static (string Name, string Value) CatalogueAgreements { get; } =
        ("Access:AgreementsFile", Path.Combine(AppContext.BaseDirectory, "Catalogue", "Data", "provision_agreements.csv"));

    private static string Write()
    {
        var folder = Directory.CreateTempSubdirectory("statexchange-access-").FullName;
        File.WriteAllText(Path.Combine(folder, "keys.json"), TestTokens.Keys);
        File.WriteAllLines(
            Path.Combine(folder, "agreements.csv"), Organisations.Select(organisation => $"{organisation},,,,,N").Prepend("organisation,indicators,ref_areas,valid_from,valid_to,primary"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
