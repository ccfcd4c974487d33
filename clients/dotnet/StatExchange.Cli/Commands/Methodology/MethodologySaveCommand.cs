using System.CommandLine;
using System.Text.Json;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx methodology save: says how the organisation makes its figures.</summary>
internal static class MethodologySaveCommand
{
    private const string Description =
        "Saves the notes of a CSV file, a row an indicator and language: INDICATOR, LANGUAGE, SOURCE_TYPE, DEFINITION, COUNTING_RULES, DEVIATIONS, COVERAGE, SOURCE. "
        + "A row whose ORGANISATION is another one is refused. What says the same as before is not saved again; every earlier version is kept. "
        + "When anything is wrong, nothing is saved and all of it is told with its row and column, with --output json as faults.";

    private const string Example = "statx methodology save methodology.csv --as KZ.BORDER";

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file." }.AcceptExistingOnly();
        var organisation = OrganisationOption.Create("The organisation that makes the figures");
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("save", Description, Example) { file, organisation, output }.Does(async (context, cancellationToken) =>
        {
            var isJson = context.Arguments.GetValue(output) == OutputOption.Json;
            IReadOnlyList<MethodologyNote> saved;
            try
            {
                saved = await context.Client.SaveMethodologyFileAsync(context.Arguments.GetRequiredValue(file).FullName, context.StatedOrganisation, cancellationToken);
            }
            catch (MethodologyFileException exception) when (isJson)
            {
                await context.Out.WriteLineAsync(JsonSerializer.Serialize(new { exception.Faults }, JsonOutput.Objects));
                throw;
            }

            if (isJson)
                await JsonOutput.WriteAsync(context.Out, saved.ToAsyncEnumerable(), cancellationToken);
            foreach (var note in isJson ? [] : saved)
                await context.Out.WriteLineAsync($"{Tables.Plain(note.Indicator)}, version {note.Version}");
            return ExitCode.Done;
        });
    }
}
