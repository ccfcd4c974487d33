using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>Somebody whom an administrator lets in: organisation, person and roles.</summary>
internal sealed class PersonOptions
{
    private readonly Option<string?> _organisation = new(OrganisationOption.Name) { Description = "The organisation that they will act for.", HelpName = "AM.ARMSTAT" };

    // Not the hidden option of all commands: here it is who is let in.
    private readonly Option<string?> _person = new("--person")
    {
        Description = "Their name, for people; one person has one name, because approvals compare it.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _roles = new("--role")
    {
        Description = $"What they may do, several with commas: {string.Join(", ", RoleNames.All)}.",
        HelpName = "ROLES",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _organisation, _person, _roles })
            command.Options.Add(option);
    }

    /// <summary>Whether any of the options is given.</summary>
    public bool IsAnyGiven(System.CommandLine.Parsing.CommandResult result) =>
        result.GetResult(_organisation) is not null || result.GetResult(_person) is not null || result.GetResult(_roles) is not null;

    /// <summary>Whether all of the options are given.</summary>
    public bool AreAllGiven(System.CommandLine.Parsing.CommandResult result) =>
        result.GetResult(_organisation) is not null && result.GetResult(_person) is not null && result.GetResult(_roles) is not null;

    /// <summary>What the options say.</summary>
    /// <exception cref="UsageException">One is no role.</exception>
    public Invitation Read(ParseResult arguments) =>
        new(arguments.GetValue(_organisation) ?? "", arguments.GetValue(_person) ?? "", RoleNames.Parse(arguments.GetValue(_roles) ?? ""));
}
