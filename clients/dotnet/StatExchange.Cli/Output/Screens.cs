using Spectre.Console;

namespace StatExchange.Cli;

/// <summary>Makes consoles for people.</summary>
internal static class Screens
{
    /// <summary>Wide enough for any table: in a pipe nothing is cut or wrapped.</summary>
    private const int PipeWidth = 10_000;

    public static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        var hasColor = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = hasColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
            console.Profile.Width = PipeWidth;
        return console;
    }
}
