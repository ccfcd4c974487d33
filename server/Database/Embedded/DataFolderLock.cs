using System.Globalization;
using System.Runtime.Versioning;

namespace StatExchange.Server.Database.Embedded;

/// <summary>The right to use a data folder. One server at a time holds it; the kernel drops it however that server ends.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="EmbeddedPostgresException">Another server holds it, or this account may not write the folder.</exception>
    public static DataFolderLock Take(DataFolder folder)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            // Beside the lock and not in it: nobody else can read a file that is opened with FileShare.None.
            File.WriteAllText(folder.ProcessIdFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolderLock(file);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            file?.Dispose();
            throw e is UnauthorizedAccessException || file is not null
                ? new EmbeddedPostgresException(
                    $"The data folder {folder.Root} cannot be written: {e.Message} "
                    + $"Give it to the account {Environment.UserName}, or set DataFolder to another folder.", e)
                : new EmbeddedPostgresException(
                    $"The data folder {folder.Root} is in use by another server{Holder(folder)}. "
                    + "Stop that server, or set DataFolder to another folder.", e);
        }
    }

    /// <summary>Lets another server use the folder.</summary>
    public void Dispose() => _file.Dispose();

    private static string Holder(DataFolder folder)
    {
        try
        {
            return $" (process {int.Parse(File.ReadAllText(folder.ProcessIdFile), CultureInfo.InvariantCulture)})";
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or FormatException)
        {
            return string.Empty;
        }
    }
}
