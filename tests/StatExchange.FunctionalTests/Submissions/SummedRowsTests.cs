using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>Rows that a mapping adds up are judged as the figure that they become, however they are cut into pieces.</summary>
public sealed class SummedRowsTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private const string Mapping = "SUMMED";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CN", new[] { 250, 250, 250, 250 }, false)]
    [InlineData("UZ", new[] { 250, 250, 250, 25000 }, true)]
    public async Task In_one_piece(string counterpart, int[] rows, bool isOutlier) =>
        await AssertOutlierAsync(counterpart, isOutlier, (counterpart, [.. rows]));

    [Theory]
    [InlineData("RU", new[] { 250, 250, 250, 250 }, false)]
    [InlineData("KG", new[] { 250, 250, 250, 25000 }, true)]
    public async Task In_a_piece_each(string counterpart, int[] rows, bool isOutlier) =>
        await AssertOutlierAsync(counterpart, isOutlier, [.. rows.Select(row => (counterpart, new List<int> { row }))]);

    private async Task AssertOutlierAsync(string counterpart, bool isOutlier, params (string Counterpart, List<int> Values)[] pieces)
    {
        await SaveMappingAsync();
        await RawSubmission.PublishAsync(
            exchange.Server, Provider, Append(Series(Key(counterpart: counterpart), Enumerable.Range(2012, 5).Select(year => At($"{year}", 1000)))));
        using var submission = await RawSubmission.UploadAsync(
            exchange.Server, Provider, pieces.Select((piece, position) => Sent(piece.Counterpart, piece.Values, 2 + position)), request => request.MappingId = Mapping);
        var findings = await submission.FindingsAsync();
        Assert.Equal(isOutlier, findings.Any(finding => finding.RuleId == "VNO_MEDIAN"));
        Assert.DoesNotContain(findings, finding => finding.Severity == FindingSeverity.Error);
    }

    private static StagedSeries Sent(string counterpart, List<int> values, int row)
    {
        var piece = Append(Series(new SeriesKey { Freq = "A" }, values.Select(value => At("2017", value))), row);
        piece.Origin = new SeriesOrigin { Figures = "people", Cells = { new SourceCell { Column = "from", Text = counterpart } } };
        return piece;
    }

    private async Task SaveMappingAsync() => await exchange.Server.Mappings.SaveMappingAsync(
        new SaveMappingRequest
        {
            Mapping = new StructureMap
            {
                Organisation = Provider,
                MappingId = Mapping,
                RepeatedObservations = RepeatedObservations.Sum,
                Figures = { new FiguresMap { Name = "people", Column = "persons" } },
                Components =
                {
                    new ComponentMap { Concept = "INDICATOR", Fixed = "BRD_ENTRY_TOT" },
                    new ComponentMap { Concept = "REF_AREA", Fixed = "KZ" },
                    new ComponentMap { Concept = "COUNTERPART_AREA", Columns = { "from" } },
                    new ComponentMap { Concept = "TIME_PERIOD", Columns = { "year" } },
                },
            },
        },
        cancellationToken: Cancellation);
}
