using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>The option that says who acts.</summary>
internal static class PersonOption
{
    public const string Name = "--person";
    public const string Variable = "STATX_PERSON";

    public static Option<string?> Create() => new(Name)
    {
        Description = $"Who you are, for the record (environment: {Variable}).",
        HelpName = "NAME",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } person ? person : null,
    };
}
