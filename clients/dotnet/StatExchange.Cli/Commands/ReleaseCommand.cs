using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx release: one entry of the release log.</summary>
internal static class ReleaseCommand
{
    private const string Description = "Shows a release: what it changed, why, and whether it was withdrawn.";

    private const string Example = "statx release 17";

    public static Command Create()
    {
        var number = ReleaseArgument.Create();
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("release", Description, Example) { number, output }.Does(async (context, cancellationToken) =>
        {
            var release = await context.Client.GetReleaseAsync(context.Arguments.GetRequiredValue(number), cancellationToken);
            if (context.Arguments.GetValue(output) == OutputOption.Json)
                await JsonOutput.WriteAsync(context.Out, release);
            else
                ReleaseOutput.Describe(release).Write(context);
            return ExitCode.Done;
        });
    }
}
