using System.CommandLine;
using System.CommandLine.Invocation;

namespace StatExchange.Cli;

/// <summary>What all commands do alike.</summary>
internal static class CommandExtensions
{
    /// <summary>Says what a command does when it is called, and how errors end it.</summary>
    public static Command Does(this Command command, Func<CommandContext, CancellationToken, Task<int>> action)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var context = new CommandContext(parsed);
            if (GlobalOptions.SaysPerson(parsed))
                context.Remark("--person is ignored: who calls is what the credential says.");
            try
            {
                return await action(context, cancellationToken);
            }
            catch (Exception exception)
            {
                return Failure.Report(exception, context, cancellationToken);
            }
        });
        return command;
    }

    /// <summary>Runs what was parsed.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(this ParseResult parsed, InvocationConfiguration configuration)
    {
        if (parsed.Action is ParseErrorAction error)
            error.ShowHelp = false; // A page of help would hide the one line that says what is wrong.
        var code = await parsed.InvokeAsync(configuration);

        // Whoever asks for help has not stated the arguments yet.
        return parsed.Errors.Count > 0 && parsed.Action is not Help ? ExitCode.Usage : code;
    }
}
