using Npgsql;
using StatExchange.Client.Files;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests;

/// <summary>
/// To add a dimension is to add a field to SeriesKey, a column in one migration, and codes to the catalogue: everything else is
/// derived from the descriptor.
/// </summary>
public sealed class DimensionTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Fields => SeriesKey.Descriptor.Fields.InFieldNumberOrder().Select(descriptor => descriptor.Name);

    [Fact]
    public async Task Columns_of_storage_are_the_fields_of_the_key()
    {
        await using var connection = new NpgsqlConnection(exchange.ConnectionString);
        await connection.OpenAsync(Cancellation);
        Assert.Equal(
            Fields.Order(StringComparer.Ordinal),
            await ColumnsAsync(connection, "SELECT column_name FROM information_schema.columns WHERE table_name = 'series' AND column_name <> 'series_id'"));

        // A key is unique over all of its dimensions: one that the index forgets would let two series be one.
        Assert.Equal(
            Fields.Order(StringComparer.Ordinal),
            await ColumnsAsync(connection, "SELECT attname FROM pg_attribute WHERE attrelid = 'series_key'::regclass"));
    }

    [Fact]
    public async Task Columns_of_files_are_the_concepts_of_the_contract()
    {
        await using var text = new StringWriter();
        await using (var writer = new SdmxCsvWriter(text, new SdmxCsvWriterOptions { Version = SdmxCsvVersion.Csv10, CommentLanguages = ["en"] }))
            await writer.WriteAsync(AsyncEnumerable.Empty<Series>(), Cancellation);
        var header = text.ToString().Trim().Split(',');
        var concepts = (await exchange.Client.GetDataStructureAsync(Cancellation)).Concepts;
        Assert.Equal(concepts.Select(concept => concept.Id).Prepend("DATAFLOW"), header);
        Assert.Equal(Fields.Select(field => field.ToUpperInvariant()), concepts.Where(concept => concept.Role == ConceptRole.Dimension).Select(concept => concept.Id));
    }

    [Fact]
    public async Task Validation_asks_every_dimension_for_its_codelist()
    {
        // A key whose every dimension is wrong: each dimension that the contract has raises its own finding.
        var key = new SeriesKey();
        foreach (var dimension in Dimension.All)
            dimension.Set(key, "NOT-A-CODE");
        var findings = await exchange.Client.FindingsAsync("AM.ARMSTAT", Figures.Append(new Series { Key = key, Periods = { 2017 }, Values = { 1 } }));
        Assert.Equal(
            Dimension.All.Select(dimension => (dimension.Id, dimension.Id == "DATA_PROVIDER" ? FindingRule.ForeignProvider : FindingRule.UnknownCode)),
            findings.Select(finding => (finding.Concept, finding.Rule)));
    }

    private static async Task<List<string>> ColumnsAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var columns = new List<string>();
        while (await reader.ReadAsync(Cancellation))
            columns.Add(reader.GetString(0));
        return [.. columns.Order(StringComparer.Ordinal)];
    }
}
