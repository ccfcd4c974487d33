using System.Runtime.Versioning;
using CliWrap;

namespace StatExchange.Server.Database.Embedded;

/// <summary>
/// The account of the operating system that PostgreSQL runs as: our own, or, because PostgreSQL refuses root, another one when we
/// are root.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PostgresAccount
{
    // The program that changes to the other account, and that account's numeric ids. Null: our own account serves.
    private readonly (string Program, string User, string Group)? _other;

    private PostgresAccount((string Program, string User, string Group)? other) => _other = other;

    /// <summary>
    /// Chooses the account: ours, or when we are root the one that the cluster already belongs to, else postgres, else nobody.
    /// A cluster keeps its account for life, so that a postmaster that a killed server left behind can always be seen and stopped.
    /// </summary>
    public static async Task<PostgresAccount> ChooseAsync(DataFolder folder, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess) return new PostgresAccount(null);

        var setpriv = Programs.Find("setpriv") ?? throw new EmbeddedPostgresException(
            "PostgreSQL refuses to run as root, and setpriv, which starts it as another user, is not installed. "
            + "Install util-linux, or start the server as an ordinary user.");
        var owner = await AskAsync("stat", ["-c", "%u:%g", folder.Cluster], cancellation);
        // A cluster that belongs to root was copied by root, a restored backup for instance: it gets a new owner.
        var (user, group) = owner?.Split(':') is [var ownerUser and not "0", var ownerGroup]
            ? (ownerUser, ownerGroup)
            : await FindAsync("postgres", cancellation) ?? await FindAsync("nobody", cancellation) ?? throw new EmbeddedPostgresException(
                "PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody to run it as. "
                + "Create the user postgres, or start the server as an ordinary user.");
        return new PostgresAccount((setpriv, user, group));
    }

    /// <summary>A command that runs as this account.</summary>
    public Command Command(string program, params IEnumerable<string> arguments) => _other is { } other
        ? Cli.Wrap(other.Program)
            .WithArguments([$"--reuid={other.User}", $"--regid={other.Group}", "--clear-groups", "--", program, .. arguments])
        : Cli.Wrap(program).WithArguments(arguments);

    /// <summary>Gives a file, or a folder with all that it holds, to this account.</summary>
    public async Task GiveAsync(string path, CancellationToken cancellation)
    {
        if (_other is not { } other) return;
        var result = await Programs.RunAsync(
            Cli.Wrap("chown").WithArguments(["--recursive", "--no-dereference", $"{other.User}:{other.Group}", path]), cancellation);
        if (result.ExitCode != 0)
        {
            throw new EmbeddedPostgresException(
                $"{path} cannot be given to the user that PostgreSQL runs as. Set DataFolder to a folder on a local disk. "
                + Programs.Tail(result));
        }
    }

    /// <summary>Makes sure that this account can pass through a folder and all folders above it.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot; the message names the folder that is in the way.</exception>
    public async Task RequireReachableAsync(string folder, CancellationToken cancellation)
    {
        if (_other is not { } other) return;
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            if (await PassesAsync(above.FullName)) return;
            // The highest closed folder is the one to open; those below it only seem closed.
            if (above.Parent is { } parent && !await PassesAsync(parent.FullName)) continue;
            throw new EmbeddedPostgresException(
                $"PostgreSQL refuses to run as root and runs as user {other.User}, who cannot pass through {above.FullName} to {folder}. "
                + $"Run: chmod o+x '{above.FullName}', or set DataFolder to a folder elsewhere.");
        }

        async Task<bool> PassesAsync(string path) =>
            (await Programs.RunAsync(Command("test", "-x", path), cancellation)).ExitCode == 0;
    }

    private static async Task<(string User, string Group)?> FindAsync(string name, CancellationToken cancellation) =>
        await AskAsync("id", ["-u", name], cancellation) is { } user && await AskAsync("id", ["-g", name], cancellation) is { } group
            ? (user, group)
            : null;

    private static async Task<string?> AskAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        var result = await Programs.RunAsync(Cli.Wrap(program).WithArguments(arguments), cancellation);
        return result.ExitCode == 0 ? result.StandardOutput.Trim() : null;
    }
}
