using System.Globalization;
using System.Text;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.UnitTests.Files;

/// <summary>
/// Lines far longer than any row may be. Memory is measured, so nothing else runs meanwhile. STATX_HUGE_LINE_MB sets another length.
/// </summary>
[Collection(nameof(MeasuredMemory))]
public sealed class HugeLineTests
{
    private const int Megabyte = 1024 * 1024;
    private const int MostMegabytesAllocated = 60;

    private static readonly SeriesFileOptions Mapped = new()
    {
        Mapping = new StructureMap
        {
            Figures = { new FiguresMap { Column = "value" } },
            Components = { new ComponentMap { Concept = "TIME_PERIOD", Columns = { "year" } } },
        },
    };

    private static int Megabytes =>
        int.TryParse(Environment.GetEnvironmentVariable("STATX_HUGE_LINE_MB"), CultureInfo.InvariantCulture, out var given) ? given : 100;

    [Theory]
    [InlineData("x", "", FindingRule.CellTooLong)]
    [InlineData("x", "\"", FindingRule.CellTooLong)]
    [InlineData("x,", "", FindingRule.RowUnreadable)]
    [InlineData("\"", "", FindingRule.CellTooLong)]
    [InlineData("Ж", "", FindingRule.CellTooLong)]
    public async Task Takes_a_huge_line_as_one_fault_with_flat_memory(string text, string start, FindingRule rule)
    {
        var content = await ReadAsync($"year,value\n2016,1\n{start}", text, "\n2017,2\n", Mapped);

        Assert.Equal((rule, 3), (Assert.Single(content.Faults).Rule, content.Faults[0].Row));
        Assert.Equal([2016, 2017], Assert.Single(content.Series).Series.Periods);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("x,")]
    public async Task Takes_a_huge_line_of_SDMX_CSV(string text)
    {
        var content = await ReadAsync($"{SdmxFile.Header1}\n{SdmxFile.Start1}T,2016,1,A,0,\n", text, $"\n{SdmxFile.Start1}T,2017,1,A,0,\n", new SeriesFileOptions());

        Assert.Equal(3, Assert.Single(content.Faults).Row);
        Assert.Equal([2, 4], Assert.Single(content.Series).Rows);
    }

    [Fact]
    public async Task Takes_a_huge_header_as_a_fault()
    {
        var content = await ReadAsync("", "year,", "\n2017,2\n", Mapped);

        Assert.Equal((FindingRule.RowUnreadable, 1), (Assert.Single(content.Faults).Rule, content.Faults[0].Row));
    }

    private static async Task<TableFile> ReadAsync(string start, string text, string end, SeriesFileOptions options)
    {
        var path = Path.GetTempFileName();
        try
        {
            await WriteAsync(path, start, text, end);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var content = await TableFile.ReadFileAsync(path, options);
            Assert.InRange((GC.GetTotalAllocatedBytes(precise: true) - before) / Megabyte, 0, MostMegabytesAllocated);
            return content;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task WriteAsync(string path, string start, string text, string end)
    {
        await using var file = File.Create(path);
        await file.WriteAsync(Encoding.UTF8.GetBytes(start));
        var bytes = Encoding.UTF8.GetBytes(text);
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, Megabyte / bytes.Length)));
        for (var i = 0; i < Megabytes; i++)
            await file.WriteAsync(block);
        await file.WriteAsync(Encoding.UTF8.GetBytes(end));
    }
}
