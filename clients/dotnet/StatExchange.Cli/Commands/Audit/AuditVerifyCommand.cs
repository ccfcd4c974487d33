using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx audit verify: proves the audit trail.</summary>
internal static class AuditVerifyCommand
{
    private const string Description =
        "Computes the chain of the audit trail anew, compares it with the head that the server signs, and with the head that this profile "
        + "verified last: what was there then must still be there, unchanged. Ends with exit code 1 and the number of the first wrong entry.";

    private static readonly string[] Examples =
    [
        "statx audit verify",
        "statx audit verify --head head.jws",
        "statx audit verify --file trail.json --authority authority.pem --head head.jws",
    ];

    public static Command Create()
    {
        var file = new Option<FileInfo?>("--file")
        {
            Description = "Verify the entries of a file, as `statx audit list --output json` writes it, without the service.",
            HelpName = "FILE",
        };
        var head = new Option<FileInfo?>("--head") { Description = "A signed head that was kept: it must be part of the trail.", HelpName = "FILE" };
        var authority = AuthorityOption.Create("Certificate of the authority that signs; by default the profile's");
        var forget = new Option<bool>("--forget") { Description = "Do not compare with the head that this profile verified last, as after the service began anew." };
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("verify", Description, Examples) { file, head, authority, forget, output }.Does((context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            return new AuditVerification(context)
            {
                File = arguments.GetValue(file),
                Head = arguments.GetValue(head),
                AuthorityFile = arguments.GetValue(authority),
                ForgetsLast = arguments.GetValue(forget),
                IsJson = arguments.GetValue(output) == OutputOption.Json,
            }.RunAsync(cancellationToken);
        });
    }
}
