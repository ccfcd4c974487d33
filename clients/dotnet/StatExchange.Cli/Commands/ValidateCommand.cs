using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx validate: what would be wrong with a file.</summary>
internal static class ValidateCommand
{
    private const string Description =
        "Validates a file as submitting it would, without submitting it: nothing of it can ever be published. Ends with exit code 1 when "
        + "there are errors.";

    private const string Example = "statx validate figures.csv --organisation AM.ARMSTAT --profile BASIC --period 2017";

    public static Command Create()
    {
        var options = new SubmissionOptions();
        var command = new StatxSubcommand("validate", Description, Example);
        options.AddTo(command);
        return command.Does((context, cancellationToken) =>
        {
            // Always anew: what is published meanwhile may change the outcome.
            var submission = options.Read(context) with { IsDryRun = true, Token = Guid.NewGuid().ToString() };
            return submission.RunAsync(cancellationToken);
        });
    }
}
