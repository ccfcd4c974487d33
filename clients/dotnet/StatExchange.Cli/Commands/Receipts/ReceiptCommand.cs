using System.CommandLine;
using StatExchange.Client;

namespace StatExchange.Cli.Commands;

/// <summary>statx receipt: proof of delivery.</summary>
internal static class ReceiptCommand
{
    private const string Description =
        "Fetches the receipt of a release of your organisation: what was received and what was published of it, signed by the server. Kept in a "
        + "file it proves the delivery to anybody who has the authority's certificate, without the service.";

    private static readonly string[] Examples =
    [
        "statx receipt 17 --file receipt-17.jws",
        "statx receipt --submission 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11",
    ];

    public static Command Create()
    {
        var release = new Argument<long?>("RELEASE") { Description = "Number of the release.", Arity = ArgumentArity.ZeroOrOne };
        var submission = new Option<string?>("--submission") { Description = "The submission that it published, instead of its number.", HelpName = "ID" };
        var file = new Option<FileInfo?>("--file") { Description = "Where to keep the signed receipt.", HelpName = "FILE" };
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("receipt", Description, Examples) { release, submission, file, output };
        command.Subcommands.Add(ReceiptVerifyCommand.Create());
        command.Validators.Add(result =>
        {
            if (result.GetResult(release) is not { Tokens.Count: > 0 } == result.GetValue(submission) is null)
                result.AddError("Give either RELEASE or --submission.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var number = arguments.GetValue(release) ?? await ReleaseOfAsync(context, arguments.GetRequiredValue(submission)!, cancellationToken);
            var receipt = await context.Client.GetReceiptAsync(number, cancellationToken);
            using (var authority = context.Profile.FindAuthority())
            {
                if (authority is not null)
                    await new ReceiptVerifier(authority).VerifyAsync(receipt.Signature);
            }

            if (arguments.GetValue(file) is { } target)
            {
                await TargetFile.WriteAsync(context, target, writer => writer.WriteLineAsync(receipt.Signature));
                context.Remark($"Written: {target}. To verify it, offline: statx receipt verify {target}");
            }

            if (arguments.GetValue(output) == OutputOption.Json)
                await JsonOutput.WriteAsync(context.Out, receipt);
            else
                ReceiptOutput.Describe(receipt.Receipt).Write(context);
            return ExitCode.Done;
        });
    }

    private static async Task<long> ReleaseOfAsync(CommandContext context, string submissionId, CancellationToken cancellationToken)
    {
        var handle = await context.FindSubmissionAsync(submissionId, cancellationToken);
        return handle.Submission.Release?.ReleaseId
            ?? throw new UsageException($"The submission is {Names.Of(handle.Submission.State)}: it has made no release, and has no receipt.");
    }
}
