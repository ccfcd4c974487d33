namespace StatExchange.Cli;

/// <summary>Writes files that are there complete or not at all.</summary>
internal static class CompleteFile
{
    /// <summary>Writes beside the file first, and gives it its name when all is written; a file of that name is replaced then.</summary>
    public static async Task WriteAsync(FileInfo target, Func<Stream, Task> write)
    {
        var unfinished = target.FullName + ".part";
        try
        {
            await using (var output = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite))
                await write(output);
            File.Move(unfinished, target.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
