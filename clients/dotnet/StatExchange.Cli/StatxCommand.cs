using System.CommandLine;
using StatExchange.Cli.Commands;

namespace StatExchange.Cli;

/// <summary>The root of all commands.</summary>
internal static class StatxCommand
{
    private const string Description =
        "Exchanges figures of migration profiles with a StatExchange service: looks up what may be exchanged, submits files, "
        + "publishes them and takes them back, asks for published figures and their history, and proves what was delivered and done.";

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
            ShowCommand.Create(),
            FindingsCommand.Create(),
            ReportCommand.Create(),
            JustifyCommand.Create(),
            PreviewCommand.Create(),
            ApproveCommand.Create(),
            PublishCommand.Create(),
            EmbargoCommand.Create(),
            WithdrawCommand.Create(),
            PolicyCommand.Create(),
            ReleasesCommand.Create(),
            ReleaseCommand.Create(),
            WithdrawReleaseCommand.Create(),
            PurgeCommand.Create(),
            QueryCommand.Create(),
            AggregateCommand.Create(),
            MirrorCommand.Create(),
            CompletenessCommand.Create(),
            MethodologyCommand.Create(),
            ProfileDocumentCommand.Create(),
            ChangesCommand.Create(),
            HistoryCommand.Create(),
            RevisionsCommand.Create(),
            TraceCommand.Create(),
            CalendarCommand.Create(),
            EnrolCommand.Create(),
            RenewCommand.Create(),
            LoginCommand.Create(),
            LogoutCommand.Create(),
            WhoamiCommand.Create(),
            ProfilesCommand.Create(),
            AccessCommand.Create(),
            AuditCommand.Create(),
            ReceiptCommand.Create(),
        };
        GlobalOptions.AddTo(root);
        Help.AddTo(root);
        return root;
    }
}
