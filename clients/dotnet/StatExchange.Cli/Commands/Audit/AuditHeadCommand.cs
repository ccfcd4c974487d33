using System.CommandLine;
using StatExchange.Client;

namespace StatExchange.Cli.Commands;

/// <summary>statx audit head: the last entry, signed.</summary>
internal static class AuditHeadCommand
{
    private const string Description =
        "Fetches the number and hash of the last entry, signed by the server. Whoever keeps them can prove later that no entry up to that one was "
        + "changed or removed: statx audit verify --head.";

    private const string Example = "statx audit head --file head.jws";

    public static Command Create()
    {
        var file = new Option<FileInfo?>("--file") { Description = "Where to keep the signature.", HelpName = "FILE" };
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("head", Description, Example) { file, output }.Does(async (context, cancellationToken) =>
        {
            var head = await context.Client.GetAuditHeadAsync(cancellationToken);
            using (var authority = context.Profile.FindAuthority())
            {
                if (authority is not null)
                    await new AuditHeadVerifier(authority).VerifyAsync(head);
            }

            if (context.Arguments.GetValue(file) is { } target)
                await TargetFile.WriteAsync(context, target, writer => writer.WriteLineAsync(head.Signature));
            if (context.Arguments.GetValue(output) == OutputOption.Json)
            {
                await JsonOutput.WriteAsync(context.Out, head);
                return ExitCode.Done;
            }

            var grid = new DetailGrid();
            grid.Add("Entry", $"{head.Number}");
            grid.Add("Hash", Convert.ToHexStringLower(head.Hash.Span));
            grid.Add("At", SubmissionOutput.Instant(head.At));
            grid.Write(context);
            return ExitCode.Done;
        });
    }
}
