using System.CommandLine;

namespace StatExchange.Cli;

/// <summary>The organisation that a command acts for: an option, by default what the environment says, else the profile's own.</summary>
internal static class OrganisationOption
{
    public const string Name = "--organisation";
    public const string Variable = "STATX_ORGANISATION";

    /// <summary>The option of a command.</summary>
    /// <param name="description">What the organisation is to the command, without a full stop.</param>
    public static Option<string?> Create(string description = "The organisation whose submission it is") =>
        new Acting(Name) { Description = $"{description}; by default the profile's own (environment: {Variable}).", HelpName = "AM.ARMSTAT" };

    /// <summary>The organisation that the option or the environment says; null when neither does.</summary>
    public static string? Find(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.OfType<Acting>().FirstOrDefault() is { } option
        && parsed.GetValue(option) is { Length: > 0 } organisation
            ? organisation
            : OfEnvironment(parsed.InvocationConfiguration);

    /// <summary>The option for an organisation: nothing when the environment says it.</summary>
    public static string For(string? organisation, InvocationConfiguration run) =>
        string.IsNullOrEmpty(organisation) || organisation == OfEnvironment(run) ? "" : $" {Name} {organisation}";

    private static string? OfEnvironment(InvocationConfiguration run) => StatxInvocation.Variable(run, Variable);

    // Options of the same name that only filter a list say nothing of who calls.
    private sealed class Acting(string name) : Option<string?>(name);
}
