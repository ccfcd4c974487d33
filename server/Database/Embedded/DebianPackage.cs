using System.Globalization;
using System.Runtime.Versioning;
using CliWrap;
using CliWrap.Buffered;

namespace StatExchange.Server.Database.Embedded;

/// <summary>PostgreSQL as Debian and its descendants package it.</summary>
[UnsupportedOSPlatform("windows")]
internal static class DebianPackage
{
    // The last in order of those that postgresql-common reads, so that it wins.
    private const string Settings = "/etc/postgresql-common/createcluster.d/zz-statexchange.conf";

    /// <summary>Whether this account may install packages on this machine.</summary>
    public static bool IsPossible => Environment.IsPrivilegedProcess && Programs.Find("apt-get") is not null;

    /// <summary>Installs the package. The system's own cluster, which it would otherwise create and start, is not made.</summary>
    /// <exception cref="EmbeddedPostgresException">The package is too old or cannot be installed.</exception>
    public static async Task InstallAsync(CancellationToken cancellation)
    {
        // Its failure is not ours: one unreachable source among many fails it, and the package may still be had.
        await AptAsync(["update"], cancellation);
        var policy = await Programs.RunAsync(Cli.Wrap("apt-cache").WithArguments(["policy", "postgresql"]), cancellation);
        const string Label = "Candidate:";
        var candidate = policy.StandardOutput.Split('\n', StringSplitOptions.TrimEntries)
            .FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal));
        var version = candidate?[Label.Length..].Trim().Split('+', '.', '-')[0];
        if (!int.TryParse(version, CultureInfo.InvariantCulture, out var major) || major < PostgresLocator.OldestMajor)
        {
            throw new EmbeddedPostgresException(
                $"The distribution's package is version {version ?? "unknown"}, and {PostgresLocator.OldestMajor} or newer is needed.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Settings)!);
        await File.WriteAllTextAsync(Settings, "create_main_cluster = false\n", cancellation);
        try
        {
            var install = await AptAsync(["install", "--yes", "--no-install-recommends", "postgresql"], cancellation);
            if (install.ExitCode != 0) throw new EmbeddedPostgresException($"apt-get install postgresql failed: {Programs.Tail(install)}");
        }
        finally
        {
            // What the administrator installs later behaves as ever.
            File.Delete(Settings);
        }
    }

    private static Task<BufferedCommandResult> AptAsync(string[] arguments, CancellationToken cancellation) =>
        Programs.RunAsync(
            Cli.Wrap("apt-get")
                // Wait for another apt-get, such as the nightly upgrade, instead of failing beside it.
                .WithArguments(["--option", "DPkg::Lock::Timeout=120", .. arguments])
                .WithEnvironmentVariables(e => e.Set("DEBIAN_FRONTEND", "noninteractive")),
            cancellation);
}
