using System.Globalization;
using CsvHelper;
using Google.Protobuf;

namespace StatExchange.Cli;

/// <summary>Shows a list: as a table for people, as CSV for spreadsheets, as JSON for programs.</summary>
internal static class ListOutput
{
    /// <summary>Writes entries as they come.</summary>
    public static Task WriteAsync<T>(
        CommandContext context, string form, IAsyncEnumerable<T> entries, IReadOnlyList<ListColumn<T>> columns, CancellationToken cancellationToken)
        where T : IMessage => form switch
        {
            OutputOption.Json => JsonOutput.WriteAsync(context.Out, entries, cancellationToken),
            OutputOption.Csv => WriteCsvAsync(context.Out, entries, columns, cancellationToken),
            _ => WriteTableAsync(context, entries, columns, cancellationToken),
        };

    /// <summary>Writes a header, also when no entry follows, and the entries.</summary>
    /// <param name="output">Where to; it is left open.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <param name="injection">What is done with texts that a spreadsheet would take for formulas; by default they get an apostrophe.</param>
    public static async Task WriteCsvAsync<T>(
        TextWriter output,
        IAsyncEnumerable<T> entries,
        IReadOnlyList<ListColumn<T>> columns,
        CancellationToken cancellationToken,
        CsvInjection injection = CsvInjection.Escape)
    {
        await using var csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n", Injection = injection }, leaveOpen: true);
        await csv.WriteRecordAsync([.. columns.Select(column => column.Name)], cancellationToken);
        await foreach (var entry in entries.WithCancellation(cancellationToken))
            await csv.WriteRecordAsync([.. columns.Select(column => column.Of(entry))], cancellationToken);
    }

    /// <summary>Shows a table.</summary>
    public static async Task WriteTableAsync<T>(
        CommandContext context, IAsyncEnumerable<T> entries, IReadOnlyList<ListColumn<T>> columns, CancellationToken cancellationToken)
    {
        var table = Tables.Create(columns.Select(column => Header(column.Name)));
        await foreach (var entry in entries.WithCancellation(cancellationToken))
            table.Add(columns.Select(column => column.Of(entry)));
        context.Screen.Write(table);
    }

    /// <summary>The name of a column for people.</summary>
    public static string Header(string name) => char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..].Replace('_', ' ');
}
