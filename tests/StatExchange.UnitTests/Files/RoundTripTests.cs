using System.Text;
using FsCheck;
using FsCheck.Fluent;
using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.UnitTests.Files;

public sealed class RoundTripTests
{
    private static readonly string[] Texts =
        ["", "x", "Оценка", "=1+1", "a,b;c\td", "say \"no\"", "two\nlines", "two\r\nlines", " blanks ", "en:prefix", "ru:prefix", "ru:ru:x", "-5", "😀"];

    [Theory]
    [InlineData(SdmxCsvVersion.Csv10, SeriesAction.Append)]
    [InlineData(SdmxCsvVersion.Csv20, SeriesAction.Append)]
    [InlineData(SdmxCsvVersion.Csv21, SeriesAction.Replace)]
    public void Reads_back_what_it_writes(SdmxCsvVersion version, SeriesAction action) =>
        Prop.ForAll(Series().ListOf().ToArbitrary(), list =>
        {
            V1.Series[] written = [.. list.DistinctBy(series => series.Key.ToString())];
            var file = TableFile.ReadAsync(Encoding.UTF8.GetBytes(WriteAsync(written, version).GetAwaiter().GetResult())).GetAwaiter().GetResult();
            Assert.Equal(written.Length == 0 ? [FindingRule.FileEmpty] : [], file.Faults.Select(fault => fault.Rule));
            var read = file.Series;
            Assert.All(read, staged => Assert.Equal((action, 0), (staged.Action, staged.RawCells.Count)));
            Assert.Equal(written, read.Select(staged => staged.Series));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Writes_a_header_when_there_is_no_series()
    {
        var writer = new StringWriter();
        await using (var csv = new SdmxCsvWriter(writer))
            await csv.WriteAsync(AsyncEnumerable.Empty<V1.Series>(), TestContext.Current.CancellationToken);

        Assert.StartsWith("STRUCTURE,STRUCTURE_ID,ACTION,DATA_PROVIDER,FREQ,", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_a_column_for_each_concept()
    {
        var header = (await WriteAsync([], SdmxCsvVersion.Csv10)).TrimEnd().Split(',');

        Assert.Equal(
            DataStructureDefinition.Concepts.Select(concept => concept.Id).Prepend("DATAFLOW"), header.Where(column => !column.Contains('[')));
    }

    [Fact]
    public async Task Never_leaves_out_a_comment_silently()
    {
        var comments = new Dictionary<string, string> { ["hy"] = "Գնահատում" };
        var series = new SeriesBuilder(new SeriesKey { Freq = "A" })
            .Add(new Observation(TimePeriod.Parse("2017"), 1, 'A', 'F', comments)).Build();

        await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync([series], SdmxCsvVersion.Csv21));
    }

    [Fact]
    public async Task Protects_spreadsheets_from_formulas_but_not_numbers_from_their_sign()
    {
        var series = new SeriesBuilder(new SeriesKey { Freq = "A" }) { Source = "=cmd" }.Add(new Observation(TimePeriod.Parse("2017"), -5.20m)).Build();
        var writer = new StringWriter();
        await using (var csv = new SeriesCsvWriter(writer))
            await csv.WriteAsync(series, TestContext.Current.CancellationToken);

        Assert.Contains(",-5.20,", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"'=cmd\"", writer.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(V1.Series[] series, SdmxCsvVersion version)
    {
        var writer = new StringWriter();
        await using (var csv = new SdmxCsvWriter(writer, new SdmxCsvWriterOptions { Version = version }))
            await csv.WriteAsync(series.ToAsyncEnumerable());
        return writer.ToString();
    }

    private static Gen<V1.Series> Series() =>
        from frequency in Gen.Elements(Frequency.All.ToArray())
        from code in Gen.Choose(1, 1000)
        from decimals in Gen.Choose(0, 15)
        from source in Gen.Elements(Texts)
        from observations in Observation(frequency, decimals).NonEmptyListOf()
        select observations.DistinctBy(observation => observation.Period).Aggregate(
            new SeriesBuilder(new SeriesKey { DataProvider = "AM.ARMSTAT", Freq = frequency.Code, Indicator = $"I{code}", RefArea = "AM" })
            {
                UnitMeasure = "PERSON",
                UnitMultiplier = 3,
                Decimals = decimals,
                Source = source,
            },
            (builder, observation) => builder.Add(observation)).Build();

    private static Gen<Observation> Observation(Frequency frequency, int decimals) =>
        from ordinal in Gen.Choose(frequency.FirstOrdinal, frequency.LastOrdinal)
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from isGap in Gen.Elements(true, false)
        from status in Gen.Elements((isGap ? "HLMOQ" : "ABDEFGIJKNPSUVW.").ToCharArray())
        from confidentiality in Gen.Elements('F', 'N', 'C', '.')
        from english in Gen.Elements(Texts)
        from russian in Gen.Elements(Texts)
        from embargo in Gen.Frequency((3, Gen.Constant((DateTimeOffset?)null)), (1, Gen.Choose(0, int.MaxValue).Select(Instant)))
        let comments = new[] { ("en", english), ("ru", russian) }.Where(pair => pair.Item2.Length > 0)
            .ToDictionary(pair => pair.Item1, pair => pair.Item2)
        select new Observation(
            new TimePeriod(frequency, ordinal),
            isGap ? null : ScaledDecimal.ToDecimal(((long)high << 32) | (uint)low, decimals),
            status, confidentiality, comments, embargo);

    // To the microsecond, which is what the contract has.
    private static DateTimeOffset? Instant(int number) => DateTimeOffset.UnixEpoch.AddSeconds(number).AddMicroseconds(number % 1_000_000);
}
