using System.CommandLine;
using StatExchange.Client;

namespace StatExchange.Cli.Commands;

/// <summary>statx receipt verify: proves a delivery offline.</summary>
internal static class ReceiptVerifyCommand
{
    private const string Description =
        "Proves without the service that a receipt was signed by a server of the authority and is as it was signed, and with --source that it is for "
        + "that file. Ends with exit code 1 when it does not hold.";

    private static readonly string[] Examples =
    [
        "statx receipt verify receipt-17.jws --source figures.csv",
        "statx receipt verify receipt-17.jws --authority authority.pem",
    ];

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The signed receipt." }.AcceptExistingOnly();
        var authority = AuthorityOption.Create("Certificate of the authority; by default the profile's");
        var source = new Option<FileInfo?>("--source") { Description = "The file that was sent: the receipt must be for it.", HelpName = "FILE" };
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("verify", Description, Examples) { file, authority, source, output }.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            using var trusted = (arguments.GetValue(authority) is { } given ? CertificateFile.Read(given) : context.Profile.FindAuthority())
                ?? throw new UsageException($"Say whose receipts are to be believed: {AuthorityOption.Name} FILE, the authority's certificate.");
            var signature = await File.ReadAllTextAsync(arguments.GetRequiredValue(file).FullName, cancellationToken);
            var receipt = await new ReceiptVerifier(trusted).VerifyAsync(signature);
            if (arguments.GetValue(source) is { } sent)
            {
                await using var content = sent.OpenRead();
                if (!await ReceiptVerifier.IsForAsync(receipt, content, cancellationToken))
                {
                    context.Tell($"The receipt is genuine, but for another file than {sent.Name}: its SHA-256 is {receipt.ContentDigest}.");
                    return ExitCode.Refused;
                }
            }

            if (arguments.GetValue(output) == OutputOption.Json)
                await JsonOutput.WriteAsync(context.Out, receipt);
            else
                ReceiptOutput.Describe(receipt).Write(context);
            context.Remark(arguments.GetValue(source) is null ? "The receipt is genuine." : "The receipt is genuine, and for this file.");
            return ExitCode.Done;
        });
    }
}
