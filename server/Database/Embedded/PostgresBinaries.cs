using System.Globalization;
using System.Text.RegularExpressions;
using CliWrap;

namespace StatExchange.Server.Database.Embedded;

/// <summary>An installed PostgreSQL: a folder with initdb, pg_ctl and postgres that runs on this machine.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major, int Minor)
{
    public string Initdb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>Whether a folder holds the three programs.</summary>
    public static bool AreIn(string folder) =>
        File.Exists(Path.Combine(folder, "initdb"))
        && File.Exists(Path.Combine(folder, "pg_ctl"))
        && File.Exists(Path.Combine(folder, "postgres"));

    /// <summary>Asks the programs for their version; null when they do not run here, such as those built for another C library.</summary>
    public static async Task<PostgresBinaries?> ProbeAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            var answer = await Programs.RunAsync(Cli.Wrap(Path.Combine(folder, "postgres")).WithArguments("--version"), cancellation);
            var version = VersionPattern().Match(answer.StandardOutput);
            if (!version.Success) return null;
            var minor = version.Groups["minor"];
            return new PostgresBinaries(
                folder,
                int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture),
                minor.Success ? int.Parse(minor.Value, CultureInfo.InvariantCulture) : 0);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"\(PostgreSQL\) (?<major>\d{1,3})(\.(?<minor>\d{1,3}))?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();
}
