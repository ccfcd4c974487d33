using System.Diagnostics;

namespace StatExchange.Server.Hosting;

/// <summary>Files that only their owner reads.</summary>
internal static class SecretFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Making a key takes milliseconds.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

    /// <summary>Makes a folder that only its owner looks into.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Waits until no other server makes something in a folder; until the result is disposed none does.</summary>
    /// <exception cref="IOException">Another one has been at it for too long.</exception>
    public static IDisposable TakeTurn(string folder)
    {
        var started = Stopwatch.GetTimestamp();
        var wait = new SpinWait();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < LongestTurn)
            {
                wait.SpinOnce();
            }
        }
    }

    /// <summary>Writes a file whole or not at all; it takes the place of one that is there.</summary>
    public static void Write(string path, string text)
    {
        var made = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(made, options))
            writer.Write(text);
        File.Move(made, path, overwrite: true);
    }
}
