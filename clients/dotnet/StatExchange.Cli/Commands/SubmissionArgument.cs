using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>The argument that names a submission.</summary>
internal static class SubmissionArgument
{
    public static Argument<string> Create() => new("ID") { Description = "Identifier of the submission." };
}
