using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx whoami: who the service takes the caller for.</summary>
internal static class WhoamiCommand
{
    public const string Name = "whoami";

    private const string Description = "Shows who the service takes you for, for which organisation you act, and what you may do.";

    private static readonly string[] Examples = ["statx whoami", "statx whoami --as ministry --output json"];

    public static Command Create()
    {
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand(Name, Description, Examples) { output }.Does(async (context, cancellationToken) =>
        {
            var caller = await context.Client.GetCallerAsync(cancellationToken);
            if (context.Arguments.GetValue(output) == OutputOption.Json)
            {
                await JsonOutput.WriteAsync(context.Out, caller);
                return ExitCode.Done;
            }

            var grid = new DetailGrid();
            grid.Add("Service", context.Server);
            grid.Add("Organisation", caller.Organisation.Length == 0 ? "none: anonymous, and shown what is public" : caller.Organisation);
            grid.Add("Person", caller.Person);
            grid.Add("Roles", RoleNames.Of(caller.Roles));
            grid.Add("Known by", $"{AccessOutput.KindOf(caller.Kind)} {caller.CredentialId}".TrimEnd());
            grid.Add("Good until", SubmissionOutput.Instant(caller.ExpiresAt));
            grid.Write(context);
            return ExitCode.Done;
        });
    }
}
