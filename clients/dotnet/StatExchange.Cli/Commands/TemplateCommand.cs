using System.CommandLine;
using StatExchange.Client.Templates;

namespace StatExchange.Cli.Commands;

/// <summary>statx template: a workbook for an office to fill in.</summary>
internal static class TemplateCommand
{
    private const string Description =
        "Writes a workbook for an organisation to fill in: a sheet a chapter of the profile, with names and definitions, lists of "
        + "codes, and what was published for the period before beside the empty cells. Its words are in the language of --language.";

    private const string Example = "statx template --organisation AM.ARMSTAT --profile BASIC --period 2017 --language ru --file armenia_2017.xlsx";

    public static Command Create()
    {
        var organisation = OrganisationOption.Create("The organisation that will provide the figures");
        var profile = new Option<string>("--profile") { Description = "The profile to complete.", HelpName = "BASIC", Required = true };
        var period = new Option<string>("--period") { Description = "Its period.", HelpName = "2017", Required = true };
        var area = new Option<string?>("--area")
        {
            Description = "The reporting area; by default the country that the organisation's code begins with.",
            HelpName = "AM",
        };
        var file = new Option<FileInfo>("--file", "-f") { Description = "The workbook to write.", HelpName = "FILE.xlsx", Required = true };
        file.Validators.Add(result =>
        {
            // As it was written: there may be no file of such a name.
            if (result.Tokens is not [var named])
                return;
            if (!Path.GetExtension(named.Value).Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
                result.AddError("--file must end in .xlsx.");
            else if (File.Exists(named.Value))
                result.AddError($"{Path.GetFileName(named.Value)} is there already, perhaps filled in; name another file or delete it.");
        });
        return new StatxSubcommand("template", Description, Example) { organisation, profile, period, area, file }.Does(async (context, cancellationToken) =>
        {
            var request = new TemplateRequest
            {
                Organisation = await context.RequireOrganisationAsync(cancellationToken),
                Profile = context.Arguments.GetRequiredValue(profile),
                Period = context.Arguments.GetRequiredValue(period),
                Area = context.Arguments.GetValue(area),
                Language = context.Language,
            };
            var target = context.Arguments.GetRequiredValue(file);
            try
            {
                await CompleteFile.WriteAsync(
                    target, output => new TemplateWriter(context.Client).WriteAsync(request, output, cancellationToken));
            }
            catch (TemplateException exception)
            {
                throw new UsageException(exception.Message);
            }

            context.Remark($"Written: {target.Name}. Fill it in and submit it: statx submit {target.Name} --organisation {request.Organisation}");
            return ExitCode.Done;
        });
    }
}
