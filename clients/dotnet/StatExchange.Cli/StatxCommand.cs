using System.CommandLine;
using StatExchange.Cli.Commands;

namespace StatExchange.Cli;

/// <summary>The root of all commands.</summary>
internal static class StatxCommand
{
    private const string Description =
        "Exchanges figures of migration profiles with a StatExchange service: looks up what may be exchanged, submits files, "
        + "publishes them, and asks for published figures.";

    public static RootCommand Create()
    {
        var root = new RootCommand(Description)
        {
            IndicatorsCommand.Create(),
            IndicatorCommand.Create(),
            CodesCommand.Create(),
            RulesCommand.Create(),
            MappingCommand.Create(),
            ValidateCommand.Create(),
            TemplateCommand.Create(),
            SubmitCommand.Create(),
            SubmissionsCommand.Create(),
            FindingsCommand.Create(),
            ReportCommand.Create(),
            JustifyCommand.Create(),
            PublishCommand.Create(),
            WithdrawCommand.Create(),
            QueryCommand.Create(),
            TraceCommand.Create(),
            CalendarCommand.Create(),
        };
        GlobalOptions.AddTo(root);
        Help.AddTo(root);
        return root;
    }
}
