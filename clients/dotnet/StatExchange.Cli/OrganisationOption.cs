using System.CommandLine;

namespace StatExchange.Cli;

/// <summary>The organisation that a command acts for: an option, by default what the environment says.</summary>
internal static class OrganisationOption
{
    public const string Name = "--organisation";
    public const string Variable = "STATX_ORGANISATION";

    /// <summary>The organisation of the environment; null when it says none.</summary>
    private static string? OfEnvironment => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } organisation ? organisation : null;

    /// <summary>The option of a command.</summary>
    /// <param name="description">What the organisation is to the command, without a full stop.</param>
    public static Option<string?> Create(string description = "The organisation whose submission it is") =>
        new(Name) { Description = $"{description} (environment: {Variable}).", HelpName = "AM.ARMSTAT" };

    /// <summary>The organisation that a command acts for; null when nothing says one.</summary>
    public static string? Find(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.OfType<Option<string?>>().FirstOrDefault(option => option.Name == Name) is { } option
        && parsed.GetValue(option) is { Length: > 0 } organisation
            ? organisation
            : OfEnvironment;

    /// <summary>What a command that is shown to people needs to act for the organisation: nothing when the environment says it.</summary>
    public static string For(string? organisation) =>
        string.IsNullOrEmpty(organisation) || organisation == OfEnvironment ? "" : $" {Name} {organisation}";
}
