using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace StatExchange.Cli;

/// <summary>The help of a command, followed by its examples, and for the root by the exit codes.</summary>
internal sealed class Help(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Adds to the help of a root command and all commands below it.</summary>
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new Help((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        switch (parseResult.CommandResult.Command)
        {
            case StatxSubcommand command:
                output.WriteLine(command.Examples.Count == 1 ? "Example:" : "Examples:");
                foreach (var example in command.Examples)
                    output.WriteLine("  " + example);
                break;
            case RootCommand:
                output.WriteLine(ExitCode.Help);
                break;
        }

        return code;
    }
}
