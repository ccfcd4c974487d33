using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx releases: the release log.</summary>
internal static class ReleasesCommand
{
    public const string Name = "releases";

    private const string Description =
        "Lists releases in their order: publications, withdrawals and purges. With --after and the last number seen, nothing is missed and "
        + "nothing repeated.";

    private const string Example = "statx releases --organisation KZ.BORDER --after 17";

    public static Command Create()
    {
        var organisation = new Option<string?>("--organisation") { Description = "Only those of this organisation.", HelpName = "CODE" };
        var after = new Option<long>("--after") { Description = "Only those behind this release.", HelpName = "N" };
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand(Name, Description, Example) { organisation, after, output };
        command.Validators.Add(result =>
        {
            if (result.GetResult(after) is { Tokens: [var given] } && long.TryParse(given.Value, out var number) && number < 0)
                result.AddError("--after must be the number of a release, or 0.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var releases = context.Client.ListReleasesAsync(context.Arguments.GetValue(after), context.Arguments.GetValue(organisation));
            await (context.Arguments.GetValue(output) == OutputOption.Json
                ? JsonOutput.WriteAsync(context.Out, releases, cancellationToken)
                : ReleaseOutput.WriteTableAsync(context, releases, cancellationToken));
            return ExitCode.Done;
        });
    }
}
