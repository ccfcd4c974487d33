using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>The option that says why.</summary>
internal static class ReasonOption
{
    public static Option<string?> Create() => new("--reason") { Description = "Why, for the record.", HelpName = "TEXT" };

    /// <summary>The option of a command that is not done without a reason.</summary>
    public static Option<string> CreateRequired() => new("--reason") { Description = "Why, for everybody to read.", HelpName = "TEXT", Required = true };
}
