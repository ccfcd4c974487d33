using System.Globalization;
using System.Runtime.Versioning;

namespace StatExchange.Server.Database.Embedded;

/// <summary>The places inside the data folder.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class DataFolder
{
    // Traversable when we are root, because PostgreSQL then runs as somebody else and reaches its cluster through this folder.
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Traversable = Private
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private DataFolder(string root) => Root = root;

    public string Root { get; }

    /// <summary>The cluster. A folder of this name is always whole: it is made elsewhere and then renamed.</summary>
    public string Cluster => Path.Combine(Root, "cluster");

    /// <summary>A cluster that initdb is making, or was making when it was interrupted.</summary>
    public string UnfinishedCluster => Path.Combine(Root, "cluster.new");

    public string PasswordFile => Path.Combine(Root, "password");

    public string LockFile => Path.Combine(Root, "server.lock");

    public string ProcessIdFile => Path.Combine(Root, "server.pid");

    public string Log => Path.Combine(Root, "postgresql.log");

    public string PreviousLog => Path.Combine(Root, "postgresql.previous.log");

    /// <summary>PostgreSQL as the installer put it here. Whole whenever it exists, like the cluster.</summary>
    public string Installation => Path.Combine(Root, "postgresql");

    public string UnfinishedInstallation => Path.Combine(Root, "postgresql.new");

    /// <summary>The major version that made the cluster, the only one that can open it; null while there is no cluster.</summary>
    /// <exception cref="EmbeddedPostgresException">There is a folder of the cluster's name, and it is not a cluster.</exception>
    public int? ReadClusterMajor()
    {
        if (!Directory.Exists(Cluster)) return null;
        var file = Path.Combine(Cluster, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var major)
            ? major
            : throw new EmbeddedPostgresException(
                $"{Cluster} is not a whole PostgreSQL cluster: {file} does not name a version. "
                + "Restore the folder from a backup, or move it away to begin with an empty database.");
    }

    /// <summary>Opens the folder, making it when it does not exist.</summary>
    /// <exception cref="EmbeddedPostgresException">This account may not create or read it.</exception>
    public static DataFolder Open(string path)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        try
        {
            if (!Directory.Exists(root))
            {
                Directory.CreateDirectory(root);
                // Set, not passed to CreateDirectory: a strict umask must not close the folder to PostgreSQL's account.
                File.SetUnixFileMode(root, Environment.IsPrivilegedProcess ? Traversable : Private);
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new EmbeddedPostgresException(
                $"The data folder {root} cannot be created: {e.Message} "
                + $"Give the account {Environment.UserName} the right to, or set DataFolder to a folder that it may write.", e);
        }
        return new DataFolder(root);
    }
}
