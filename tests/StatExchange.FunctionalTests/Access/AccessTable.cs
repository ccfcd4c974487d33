using System.Text.RegularExpressions;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Access;

/// <summary>The table of server/Access/README.md.</summary>
internal static partial class AccessTable
{
    private const int Columns = 8;

    /// <summary>What each operation answers callers: a word for each role, for things of a foreign organisation, and for anonymous callers.</summary>
    public static IReadOnlyDictionary<string, AccessRow> Rows { get; } = Row().Matches(File.ReadAllText(Path.Combine(Repository(), "server", "Access", "README.md")))
        .ToDictionary(row => row.Groups["operation"].Value, row => Read(row.Groups["cells"].Value), StringComparer.Ordinal);

    private static AccessRow Read(string text)
    {
        var cells = text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Columns, cells.Length);
        var roles = Enum.GetValues<Role>().Where(role => role != Role.Unspecified).Order().Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);
        var foreign = Foreign().Match(cells[^2]);
        Assert.True(foreign.Success, cells[^2]);
        var administrator = foreign.Groups["administrator"];
        return new AccessRow(roles, foreign.Groups["others"].Value, administrator.Success ? administrator.Value : foreign.Groups["others"].Value, cells[^1]);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "StatExchange.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The repository is not around the tests.");
        return folder;
    }

    [GeneratedRegex(@"^\| (?<operation>[A-Za-z]+Service/[A-Za-z]+) \|(?<cells>.*)\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(?<others>[a-z]+|–)( \(administrator: (?<administrator>[a-z]+)\))?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Foreign();
}
