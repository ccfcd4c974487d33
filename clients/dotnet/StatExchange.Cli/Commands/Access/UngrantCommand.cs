using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx access ungrant: ends a grant.</summary>
internal static class UngrantCommand
{
    private const string Description = "Ends a grant that your organisation gave. For publishers.";

    private const string Example = "statx access ungrant 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11";

    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "Identifier of the grant." };
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("ungrant", Description, Example) { id, output }.Does(async (context, cancellationToken) =>
        {
            var grant = await context.Client.RevokeGrantAsync(context.Arguments.GetRequiredValue(id), cancellationToken);
            await AccessOutput.WriteAsync(context, context.Arguments.GetRequiredValue(output), grant, AccessOutput.Grants);
            return ExitCode.Done;
        });
    }
}
