using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx access: who may do what.</summary>
internal static class AccessCommand
{
    public const string Name = "access";

    private const string Description =
        "Manages who may do what: invitations and credentials, which organisation may submit what, and which organisation may see whose restricted figures.";

    private const string Example = "statx access credentials --organisation AM.ARMSTAT";

    public static Command Create() => new StatxSubcommand(Name, Description, Example)
    {
        InviteCommand.Create(),
        CredentialsCommand.Create(),
        RevokeCommand.Create(),
        RegisterCommand.Create(),
        AgreementsCommand.Create(),
        AgreeCommand.Create(),
        GrantsCommand.Create(),
        GrantCommand.Create(),
        UngrantCommand.Create(),
    };
}
