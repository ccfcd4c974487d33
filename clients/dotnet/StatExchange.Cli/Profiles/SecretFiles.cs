namespace StatExchange.Cli;

/// <summary>
/// Files and folders that their owner alone may open. On Windows they are protected by being below the user's own folders; elsewhere
/// by their mode, and what others may open is refused rather than used.
/// </summary>
internal static class SecretFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnerOnly | UnixFileMode.UserExecute;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes a folder that its owner alone may open, unless it is there.</summary>
    /// <exception cref="UsageException">It is there, and others may open it.</exception>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnersFolder);
        RequireOwnersFolder(folder);
    }

    /// <summary>Requires that a folder is its owner's alone.</summary>
    /// <exception cref="UsageException">Others may open it.</exception>
    public static void RequireOwnersFolder(string folder)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & Others) != UnixFileMode.None)
            throw new UsageException($"Others may open the folder {folder}, where secrets are kept. Take that away: chmod 700 {folder}");
    }

    /// <summary>Writes a file that its owner alone may open; it is there complete or not at all.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        try
        {
            await using (var writer = new StreamWriter(unfinished, options))
                await writer.WriteAsync(text.AsMemory(), cancellationToken);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Reads a file with a secret.</summary>
    /// <exception cref="UsageException">Others may open it: it is no secret any more.</exception>
    public static string Read(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
            throw new UsageException($"Others may open {path}, which holds a secret. Take that away: chmod 600 {path}");
        return File.ReadAllText(path);
    }
}
