using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace StatExchange.Server.Database.Embedded;

/// <summary>Makes a new cluster.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ClusterInitializer(DataFolder folder, PostgresBinaries binaries, PostgresAccount account, ClusterEviction eviction)
{
    // Appended to postgresql.conf, where an operator may change it. fsync and synchronous_commit stay on, their default:
    // what was acknowledged survives a crash.
    private const string Settings = """

        # StatExchange, for a small server of its own. Later lines win: change what follows, or add to it.
        timezone = 'UTC'
        log_timezone = 'UTC'
        shared_buffers = 256MB
        work_mem = 16MB
        maintenance_work_mem = 128MB
        effective_cache_size = 1GB
        random_page_cost = 1.1         # solid-state disks
        max_wal_size = 2GB             # publishing writes much at once: fewer checkpoints in between
        checkpoint_timeout = 15min
        jit = off                      # costs more than it gains on queries of some milliseconds, and not every build has it

        """;

    /// <summary>
    /// Makes the cluster with a new random password. Begins afresh when an earlier attempt was interrupted, and leaves either
    /// no folder of the cluster's name or a whole cluster.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">initdb failed; the message holds what it said.</exception>
    public async Task InitializeAsync(CancellationToken cancellation)
    {
        var made = folder.UnfinishedCluster;
        if (Directory.Exists(made))
        {
            // initdb lives on when its server is killed.
            await eviction.FreeFolderAsync(made, TimeSpan.Zero, cancellation);
            Directory.Delete(made, recursive: true);
        }
        Directory.CreateDirectory(made, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await account.GiveAsync(made, cancellation);
        // Before the cluster, so that a cluster never lacks its password.
        await WriteAsync(folder.PasswordFile, FileMode.Create, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), cancellation);
        await account.GiveAsync(folder.PasswordFile, cancellation);

        var initdb = account.Command(
            binaries.Initdb, "--pgdata", made, "--username", DatabaseSetup.Superuser, "--pwfile", folder.PasswordFile,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--data-checksums", "--no-instructions");
        // Works inside the folder, so that it is found there when it outlives its server.
        var result = await Programs.RunAsync(initdb.WithWorkingDirectory(made), cancellation);
        if (result.ExitCode != 0)
        {
            throw new EmbeddedPostgresException(
                $"A PostgreSQL cluster could not be made in {made}. Mend what initdb says and start again: {Programs.Tail(result)}");
        }

        await WriteAsync(Path.Combine(made, "postgresql.conf"), FileMode.Append, Settings, cancellation);
        Directory.Move(made, folder.Cluster);
    }

    private static async Task WriteAsync(string path, FileMode mode, string text, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (mode == FileMode.Create)
        {
            // A file left by an earlier attempt would keep its owner and mode.
            File.Delete(path);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        await using var file = new FileStream(path, options);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        file.Flush(flushToDisk: true);
    }
}
