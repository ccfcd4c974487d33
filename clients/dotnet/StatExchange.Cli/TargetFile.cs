using System.Text;

namespace StatExchange.Cli;

/// <summary>Writes to the file that an option names, or else to the standard output.</summary>
internal static class TargetFile
{
    /// <summary>Writes; the file is there complete or not at all.</summary>
    public static Task WriteAsync(CommandContext context, FileInfo? target, Func<TextWriter, Task> write) => target is null
        ? write(context.Out)
        : CompleteFile.WriteAsync(target, async output =>
        {
            await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            await write(writer);
        });
}
