using CsvHelper;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// Writes series as SDMX-CSV 1.0, 2.0 or 2.1, with flat memory: a column for each concept of the data structure, in its order.
/// What it writes, <see cref="SeriesFile"/> reads back the same, exactly.
/// </summary>
/// <remarks>The action is I (information) in 2.0, and R (replace) in 2.1, where I is deprecated.</remarks>
/// <param name="output">Where to; it is left open.</param>
/// <param name="options">How; left out for the defaults.</param>
public sealed class SdmxCsvWriter(TextWriter output, SdmxCsvWriterOptions? options = null) : SeriesCsvWriter(
    output,
    LeadingColumns((options ?? new SdmxCsvWriterOptions()).Version),
    (options ?? new SdmxCsvWriterOptions()).CommentLanguages,
    CsvInjection.None)
{
    private static (string Name, string Cell)[] LeadingColumns(SdmxCsvVersion version) => version == SdmxCsvVersion.Csv10
        ? [(SdmxCsvLayout.DataflowColumn, DataStructureDefinition.Dataflow)]
        :
        [
            (SdmxCsvLayout.StructureColumn, FileActions.DataflowStructure),
            (SdmxCsvLayout.StructureIdColumn, DataStructureDefinition.Dataflow),
            (SdmxCsvLayout.ActionColumn, version == SdmxCsvVersion.Csv20 ? FileActions.Information : FileActions.Replace),
        ];
}
