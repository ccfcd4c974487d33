using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>Options with several values.</summary>
internal static class ListOptions
{
    /// <summary>An option whose values have commas between them, or that is given several times.</summary>
    public static Option<string[]> Create(string name, string description, string helpName) => new(name)
    {
        Description = $"{description}; several with commas.",
        HelpName = helpName,
        CustomParser = result => [.. result.Tokens.SelectMany(
            token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        DefaultValueFactory = _ => [],
    };
}
