using System.CommandLine;
using StatExchange.Client.Files;

namespace StatExchange.Cli.Commands;

/// <summary>statx methodology save: says how the organisation makes its figures.</summary>
internal static class MethodologySaveCommand
{
    private const string Description =
        "Saves the notes of a CSV file, a row an indicator and language: INDICATOR, LANGUAGE, SOURCE_TYPE, DEFINITION, COUNTING_RULES, DEVIATIONS, COVERAGE, SOURCE. "
        + "What says the same as before is not saved again; every earlier version is kept.";

    private const string Example = "statx methodology save methodology.csv --as KZ.BORDER";

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file." }.AcceptExistingOnly();
        var organisation = OrganisationOption.Create("The organisation that makes the figures");
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("save", Description, Example) { file, organisation, output }.Does(async (context, cancellationToken) =>
        {
            var notes = await MethodologyFile.ReadAsync(context.Arguments.GetRequiredValue(file).FullName, cancellationToken);
            var saved = await context.Client.SaveMethodologyNotesAsync(notes, context.StatedOrganisation, cancellationToken);
            if (context.Arguments.GetValue(output) == OutputOption.Json)
                await JsonOutput.WriteAsync(context.Out, saved.ToAsyncEnumerable(), cancellationToken);
            foreach (var note in context.Arguments.GetValue(output) == OutputOption.Json ? [] : saved)
                await context.Out.WriteLineAsync($"{Tables.Plain(note.Indicator)}, version {note.Version}");
            return ExitCode.Done;
        });
    }
}
