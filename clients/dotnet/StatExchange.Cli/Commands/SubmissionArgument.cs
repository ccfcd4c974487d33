using System.CommandLine;
using StatExchange.Client;

namespace StatExchange.Cli.Commands;

/// <summary>The argument that names a submission.</summary>
internal static class SubmissionArgument
{
    public static Argument<string> Create() => new("ID") { Description = "Identifier of the submission." };

    /// <summary>Finds the submission that a command names, of the organisation that the caller acts for.</summary>
    public static Task<SubmissionHandle> FindSubmissionAsync(this CommandContext context, string id, CancellationToken cancellationToken) =>
        context.Client.GetSubmissionAsync(id, cancellationToken);
}
