using System.CommandLine;
using System.Globalization;
using System.Text;
using StatExchange.Client.Files;

namespace StatExchange.Cli.Commands;

/// <summary>The options that say how a file is read and checked, whether it is then submitted or only validated.</summary>
internal sealed class SubmissionOptions
{
    private readonly Argument<FileInfo> _file = new Argument<FileInfo>("FILE")
    {
        Description = "SDMX-CSV 1.0, 2.0 or 2.1, a template or another workbook with its columns; with --mapping any table.",
    }.AcceptExistingOnly();

    private readonly Option<string?> _organisation = OrganisationOption.Create("The organisation that submits; a template says it itself");

    private readonly Option<string?> _mapping = new("--mapping")
    {
        Description = "The organisation's mapping by which the file is read; without a version the latest one.",
        HelpName = "ID[:VERSION]",
    };

    private readonly Option<bool> _leaveOutErrors = new("--leave-out-errors")
    {
        Description = "Leave observations with errors out instead of refusing all; each is reported.",
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "The profile that the file is to complete: what is missing of it is reported. A template says it itself.",
        HelpName = "BASIC",
    };

    private readonly Option<string?> _period = new("--period") { Description = "The period of that profile.", HelpName = "2017" };

    private readonly Option<Encoding?> _encoding = new("--encoding")
    {
        Description = "Encoding of the file; by default UTF-8, UTF-16 with a mark, else Windows-1251.",
        HelpName = "E",
        CustomParser = ParseEncoding,
    };

    private readonly Option<string> _commentLanguage = new Option<string>("--comment-language")
    {
        Description = "Language of a COMMENT_OBS column that names none.",
        DefaultValueFactory = _ => new SeriesFileOptions().CommentLanguage,
    }.AcceptOnlyFromAmong("en", "ru");

    private readonly Option<FileInfo?> _findings = new("--findings")
    {
        Description = "Write all findings to a file for a spreadsheet, .csv or .xlsx.",
        HelpName = "FILE",
    };

    private readonly Option<string> _output = OutputOption.Create(OutputOption.Json);

    /// <summary>Adds the argument and the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_file);
        foreach (var option in new Option[] { _organisation, _mapping, _leaveOutErrors, _profile, _period, _encoding, _commentLanguage, _findings, _output })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_profile) is null != result.GetValue(_period) is null)
                result.AddError("--profile and --period need one another: a profile is completed for a period.");
            if (result.GetValue(_mapping) is { } mapping && !TryReadMapping(mapping, out _, out _))
                result.AddError($"--mapping must be a mapping's ID, or ID:VERSION with a version from 1; '{mapping}' is neither.");
        });
    }

    /// <summary>What is to be submitted, as arguments state it.</summary>
    public FileSubmission Read(CommandContext context)
    {
        var arguments = context.Arguments;
        TryReadMapping(arguments.GetValue(_mapping) ?? "", out var mapping, out var version);
        return new FileSubmission(context)
        {
            File = arguments.GetRequiredValue(_file),
            Organisation = arguments.GetValue(_organisation),
            MappingId = mapping,
            MappingVersion = version,
            LeavesOutErrors = arguments.GetValue(_leaveOutErrors),
            Profile = arguments.GetValue(_profile) ?? "",
            ReportingPeriod = arguments.GetValue(_period) ?? "",
            ReaderOptions = new SeriesFileOptions
            {
                Encoding = arguments.GetValue(_encoding),
                CommentLanguage = arguments.GetRequiredValue(_commentLanguage),
            },
            FindingsFile = arguments.GetValue(_findings),
            OutputForm = arguments.GetRequiredValue(_output),
        };
    }

    /// <summary>Reads the name of an encoding.</summary>
    public static Encoding? ParseEncoding(System.CommandLine.Parsing.ArgumentResult result)
    {
        var name = result.Tokens[0].Value;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            result.AddError($"There is no encoding '{name}'; use for example utf-8, utf-16 or windows-1251.");
            return null;
        }
    }

    private static bool TryReadMapping(string text, out string mapping, out int version)
    {
        var parts = text.Split(':', 2);
        (mapping, version) = (parts[0], 0);
        return mapping.Length > 0
            && (parts.Length == 1 || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out version) && version > 0));
    }
}
