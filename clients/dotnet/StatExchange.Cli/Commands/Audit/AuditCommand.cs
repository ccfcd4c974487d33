using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx audit: who did what.</summary>
internal static class AuditCommand
{
    private const string Description =
        "Shows the audit trail, and proves that nothing in it was changed, removed or put in. Administrators see all entries, others those about "
        + "their own organisation and the hashes of the rest, which is enough to prove all.";

    private const string Example = "statx audit verify";

    public static Command Create() => new StatxSubcommand("audit", Description, Example)
    {
        AuditListCommand.Create(),
        AuditHeadCommand.Create(),
        AuditVerifyCommand.Create(),
    };
}
