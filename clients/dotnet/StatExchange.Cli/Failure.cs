using Spectre.Console;
using StatExchange.Cli.Commands;
using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.V1;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.Cli;

/// <summary>Tells people what went wrong and what to do, and programs by an exit code.</summary>
internal static class Failure
{
    /// <summary>Reports an exception.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception exception, CommandContext context, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            context.Remark("Cancelled. What the service acknowledged is kept; the same command goes on from there.");
            return ExitCode.Cancelled;
        }

        context.Messages.WriteLine(context.IsVerbose ? exception.ToString() : Plain(Describe(exception, context)));
        return CodeOf(exception);
    }

    /// <summary>Line by line: all faults of a file are told at once.</summary>
    private static string Plain(string message) =>
        string.Join(Environment.NewLine, message.Split(Environment.NewLine).Select(Tables.Plain));

    private static string Describe(Exception exception, CommandContext context) => exception switch
    {
        ServiceUnavailableException { ReasonText: "" } when exception.ToString().Contains(nameof(System.Security.Authentication.AuthenticationException), StringComparison.Ordinal) =>
            $"{context.Server} has a certificate that is not trusted here. Take a profile that knows its authority (--as), or make one: statx profiles add NAME --server {context.Server} --authority FILE",
        ServiceUnavailableException { ReasonText: "" } when context.Server.StartsWith("http:", StringComparison.OrdinalIgnoreCase) =>
            $"{exception.Message} Is it running at {context.Server}? When it expects TLS, its address begins with https. Give it with --server, or take a profile: statx profiles",
        ServiceUnavailableException { ReasonText: "" } =>
            $"{exception.Message} Is it running at {context.Server}? Give its address with --server.",
        ServiceUnavailableException => $"{exception.Message} Try the same command again in a moment.",
        StatExchangeException failure => $"{failure.Message}{RemedyOf(failure, context)}",
        FileFormatException or MappingFileException or MethodologyFileException or InvalidDataException or UsageException or IOException => exception.Message,
        UnauthorizedAccessException or TokenException or SignatureInvalidException => exception.Message,
        _ => $"{exception.Message} (--verbose shows the details)",
    };

    private static string RemedyOf(StatExchangeException failure, CommandContext context) => failure.Reason switch
    {
        ErrorReason.SubmissionHasErrors =>
            $" See: statx {FindingsCommand.Name} {failure.Metadata.GetValueOrDefault("submission_id")}{context.OptionFor(context.Organisation)}",
        ErrorReason.WarningsNotJustified =>
            $" Correct the file and submit it again, or: statx {JustifyCommand.Name} {failure.Metadata.GetValueOrDefault("submission_id")}"
            + $"{context.OptionFor(context.Organisation)} --text …",
        ErrorReason.SubmissionNotFound => $" Only submissions of your own organisation are shown: see statx {WhoamiCommand.Name}.",
        ErrorReason.ApprovalRequired =>
            $" For the colleague: statx {ApproveCommand.Name} {failure.Metadata.GetValueOrDefault("submission_id")}{context.OptionFor(context.Organisation)}",
        ErrorReason.CallerUnknown =>
            $" Enrol or log in first (statx {EnrolCommand.Name}, statx {LoginCommand.Name}), or name the profile that did: {GlobalOptions.Profile.Name}.",
        ErrorReason.CredentialInvalid => $" Get a new one: statx {EnrolCommand.Name} or statx {LoginCommand.Name}.",
        ErrorReason.CredentialNotFound => $" See: statx {AccessCommand.Name} {CredentialsCommand.Name}",
        ErrorReason.GrantNotFound => $" See: statx {AccessCommand.Name} {GrantsCommand.Name}",
        ErrorReason.ReleaseNotFound => $" See: statx {ReleasesCommand.Name}",
        ErrorReason.MappingNotFound => $" See: statx {MappingCommand.Name} list",
        ErrorReason.ClientTokenReused or ErrorReason.UploadIncomplete => $" Submit with --new.",
        ErrorReason.Internal when failure.Metadata.TryGetValue("trace_id", out var trace) => $" Tell the operator the trace id {trace}.",
        _ => "",
    };

    private static int CodeOf(Exception exception) => exception switch
    {
        SubmissionRefusedException or SignatureInvalidException => ExitCode.Refused,
        TokenException token => token.IsUnavailable ? ExitCode.Unavailable : ExitCode.NotPossible,
        ServiceUnavailableException => ExitCode.Unavailable,
        // As with errors: the findings are the answer, not a state in which nothing can be done.
        StatExchangeException { Reason: ErrorReason.WarningsNotJustified } => ExitCode.Refused,
        StatExchangeException failure => failure.StatusCode switch
        {
            StatusCode.InvalidArgument or StatusCode.OutOfRange => ExitCode.Usage,
            StatusCode.NotFound or StatusCode.AlreadyExists or StatusCode.FailedPrecondition or StatusCode.Aborted
                or StatusCode.PermissionDenied or StatusCode.Unauthenticated => ExitCode.NotPossible,
            StatusCode.ResourceExhausted when failure.Reason == ErrorReason.QuotaExhausted => ExitCode.Unavailable,
            _ => ExitCode.Fault,
        },
        FileFormatException or MappingFileException or MethodologyFileException or InvalidDataException or UsageException or IOException or UnauthorizedAccessException => ExitCode.Usage,
        _ => ExitCode.Fault,
    };
}
