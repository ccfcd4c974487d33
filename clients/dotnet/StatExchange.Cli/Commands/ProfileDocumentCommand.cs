using System.CommandLine;
using System.Diagnostics;
using System.Text;
using StatExchange.Client;
using StatExchange.Client.ProfileDocuments;
using StatExchange.Documents;

namespace StatExchange.Cli.Commands;

/// <summary>statx profile: a state's migration profile as a document.</summary>
internal static class ProfileDocumentCommand
{
    private const string Description =
        "Writes a state's migration profile for a year as one HTML file to read, print or save as PDF, or as an Excel workbook: chapters, tables, notes, how "
        + "figures are made, what partners publish, gaps stated as gaps, and for every figure its provider and release. The HTML file draws figures over the years as charts, the "
        + "workbook lists them. What is shown to you but is not public is in it, and marked. Its words are in the language of --language.";

    private static readonly string[] Examples =
    [
        "statx profile AM --year 2017 --open",
        "statx profile KZ --year 2017 --language ru --file kazakhstan_2017.html",
        "statx profile KZ --year 2017 --profile BASIC --as-of release:12 --file kazakhstan_2017.xlsx",
    ];

    public static Command Create()
    {
        var area = new Argument<string>("AREA") { Description = "The state, a code of CL_AREA." };
        var year = new Option<int>("--year") { Description = "The reporting year.", HelpName = "YEAR", Required = true };
        var profile = new Option<string>("--profile") { Description = "EXTENDED or BASIC.", HelpName = "PROFILE", DefaultValueFactory = _ => "EXTENDED" };
        var asOf = new ViewOption("--as-of", "What was known then");
        var file = new Option<FileInfo?>("--file", "-f")
        {
            Description = "The file to write, .html or .xlsx; by default profile_AREA_YEAR_LANGUAGE.html. A file of that name is replaced.",
            HelpName = "FILE",
        };
        var open = new Option<bool>("--open") { Description = "Show the document with the program that this machine shows such files with." };
        file.Validators.Add(result =>
        {
            // As it was written: there may be no file of such a name.
            if (result.Tokens is [var named] && Path.GetExtension(named.Value).ToLowerInvariant() is not (".html" or ".xlsx"))
                result.AddError("--file must end in .html or .xlsx.");
        });
        year.Validators.Add(result =>
        {
            if (result.Tokens is [var text] && int.TryParse(text.Value, out var number) && number is < 1900 or > 2100)
                result.AddError("--year must be one of 1900 to 2100.");
        });
        var command = new StatxSubcommand("profile", Description, Examples) { area, year, profile, file, open };
        asOf.AddTo(command);
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var request = new ProfileDocumentRequest(arguments.GetRequiredValue(area).ToUpperInvariant(), arguments.GetValue(year))
            {
                Profile = arguments.GetRequiredValue(profile).ToUpperInvariant(),
                Language = context.Language,
                AsOf = asOf.Read(arguments),
            };
            var target = arguments.GetValue(file) ?? new FileInfo($"profile_{request.RefArea}_{request.Year}_{request.Language}.html");
            if (target.Directory is { Exists: false } folder)
                throw new UsageException($"There is no folder {folder.FullName}: make it first, or name a file elsewhere.");
            var document = await ReadAsync(request, context, cancellationToken);
            await CompleteFile.WriteAsync(target, output => WriteAsync(document, output, target));
            context.Remark($"Written: {target.Name}. {document.RefAreaName} {document.Year}: figures of {document.WithFigures} of {document.Indicators.Count()} indicators; {VintageText.Of(document.Vintage)}.");
            if (document.IsRestricted)
                context.Tell("It contains figures or explanations that are not public: do not pass it on.");
            if (arguments.GetValue(open))
                Open(target, context);
            return ExitCode.Done;
        });
    }

    // Asked without a credential as well: only that tells all that is not public.
    private static async Task<ProfileDocument> ReadAsync(ProfileDocumentRequest request, CommandContext context, CancellationToken cancellationToken)
    {
        var client = context.Client;
        using var authority = context.Profile is { Exists: true } profile && !profile.Read().TrustsMachine ? profile.FindAuthority() : null;
        await using var anybody = StatExchangeClient.Create(new StatExchangeClientOptions { Address = new Uri(context.Server), TrustedAuthority = authority, Retry = context.Retry });
        return await new ProfileDocumentReader(client, anybody).ReadAsync(request, cancellationToken);
    }

    private static async Task WriteAsync(ProfileDocument document, Stream output, FileInfo target)
    {
        if (target.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
        {
            await ProfileWorkbook.WriteAsync(document, output);
            return;
        }

        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await ProfilePage.WriteAsync(document, writer);
    }

    // The document is there whether or not something shows it.
    private static void Open(FileInfo target, CommandContext context)
    {
        try
        {
            using var shown = Process.Start(new ProcessStartInfo(target.FullName) { UseShellExecute = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            context.Remark($"Nothing here shows such files; open it yourself: {target.FullName}");
        }
    }
}
