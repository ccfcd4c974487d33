using System.CommandLine;
using System.Text.Json;

namespace StatExchange.Cli.Commands;

/// <summary>statx profiles: the services that statx is known at.</summary>
internal static class ProfilesCommand
{
    private const string Description =
        $"Lists profiles: each has a server, whom to trust there, and what to call with. They are kept in the folder of {StatxHome.Variable}, else in "
        + "statx below the folder of your configuration, where nobody else may look.";

    private const string Example = "statx profiles";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Create()
    {
        var output = OutputOption.Create(OutputOption.Json, OutputOption.Csv);
        var command = new StatxSubcommand("profiles", Description, Example) { output };
        command.Subcommands.Add(ProfileAddCommand.Create());
        command.Subcommands.Add(ProfileRemoveCommand.Create());
        return command.Does(async (context, cancellationToken) =>
        {
            var profiles = context.Profiles.List().Select(ProfileSummary.Of).ToList();
            await (context.Arguments.GetValue(output) switch
            {
                OutputOption.Json => context.Out.WriteLineAsync(JsonSerializer.Serialize(profiles, Json)),
                OutputOption.Csv => ListOutput.WriteCsvAsync(context.Out, profiles.ToAsyncEnumerable(), ProfileSummary.Columns, cancellationToken),
                _ => ListOutput.WriteTableAsync(context, profiles.ToAsyncEnumerable(), ProfileSummary.Columns, cancellationToken),
            });
            return ExitCode.Done;
        });
    }
}
