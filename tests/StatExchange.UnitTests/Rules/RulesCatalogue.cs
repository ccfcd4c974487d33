using StatExchange.Server;
using StatExchange.Server.Catalogue;

namespace StatExchange.UnitTests.Rules;

/// <summary>The rules of the server's own catalogue, and the repository's folder.</summary>
internal static class RulesCatalogue
{
    public static IReadOnlyList<ValidationRule> Rules { get; } =
        [.. new CatalogueFilesReader(Path.Combine(Path.GetDirectoryName(typeof(ServerAssembly).Assembly.Location)!, "Catalogue", "Data"))
            .Read().ValidationRules.Select(row => row.Rule)];

    public static string Repository { get; } = FindRepository(new DirectoryInfo(AppContext.BaseDirectory));

    private static string FindRepository(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "StatExchange.sln")) ? folder.FullName : FindRepository(folder.Parent!);
}
