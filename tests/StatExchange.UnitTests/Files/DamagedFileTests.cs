using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.V1;
using static StatExchange.UnitTests.Files.SdmxFile;

namespace StatExchange.UnitTests.Files;

/// <summary>Whatever is in a file, reading it ends: in series, faults or the one exception for what is no table.</summary>
public sealed class DamagedFileTests
{
    private const string MappedHeader = "state,year,sex,note,value,2016,2017";

    private static readonly StructureMap Mapping = new()
    {
        Figures =
        {
            new FiguresMap { Name = "long", Column = "value", Components = { new ComponentMap { Concept = "TIME_PERIOD", Columns = { "year" } } } },
            new FiguresMap { Name = "wide", Column = @"\d{4}", IsPattern = true },
        },
        Components =
        {
            new ComponentMap { Concept = "REF_AREA", Columns = { "state" } },
            new ComponentMap { Concept = "SEX", Columns = { "sex" } },
            new ComponentMap { Concept = "COMMENT_OBS", Columns = { "note" } },
        },
    };

    private static readonly SeriesFileOptions[] Forms = [new() { MaxCellLength = 100 }, new() { MaxCellLength = 100, Mapping = Mapping }];

    private static readonly byte[] SdmxContent = Encoding.UTF8.GetBytes(
        $"{Header1}\n{Start1}T,2016,1,A,0,\"a, \"\"quoted\"\" note\"\n{Start1}F,2017,,L,,Оценка\n{Start1}M,2018,2460.25,A,2,\"two\nlines\"\n");

    private static readonly byte[] MappedContent = Encoding.UTF8.GetBytes(
        $"{MappedHeader}\nARM,2016,M,\"a, \"\"quoted\"\" note\",1,2,3\nАрмения,2017,F,,2460.25,,:\nGEO,x,F,\"two\nlines\",,4,5\n");

    private static readonly Encoding[] Encodings =
        [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1, CodePagesEncodingProvider.Instance.GetEncoding(1251)!];

    [Fact]
    public void Takes_random_bytes() => Check(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf());

    [Fact]
    public void Takes_random_bytes_after_a_header() => Check(
        from header in Gen.Elements($"{Header1}\n", $"{Header2}\n", $"{MappedHeader}\n", "DATAFLOW,", "STRUCTURE[;],", "\"DATAFLOW")
        from bytes in Gen.Frequency((3, Gen.Choose(0, 255)), (2, Gen.Elements((int)',', '"', '\n', '\r', ';'))).Select(value => (byte)value).ArrayOf()
        select Encoding.UTF8.GetBytes(header).Concat(bytes).ToArray());

    [Fact]
    public void Takes_quotes_anywhere() => Check(
        from content in Gen.Elements(SdmxContent, MappedContent)
        from positions in Gen.Choose(0, content.Length - 1).ListOf()
        select content.Select((value, position) => positions.Contains(position) ? (byte)'"' : value).ToArray());

    [Fact]
    public void Takes_bytes_that_are_changed_lost_or_repeated() => Check(
        from content in Gen.Elements(SdmxContent, MappedContent)
        from position in Gen.Choose(0, content.Length - 1)
        from length in Gen.Choose(0, 20)
        from inserted in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()
        select (byte[])[.. content[..position], .. inserted, .. content[Math.Clamp(position + length - 10, 0, content.Length)..]]);

    [Fact]
    public async Task Takes_files_that_end_anywhere()
    {
        foreach (var content in new[] { SdmxContent, MappedContent })
        {
            for (var length = 0; length < content.Length; length++)
                await ReadAsync(content[..length]);
        }
    }

    [Fact]
    public async Task Takes_compressed_files_that_are_cut_or_changed()
    {
        var compressed = new MemoryStream();
        await using (var compressing = new GZipStream(compressed, CompressionMode.Compress))
            await compressing.WriteAsync(SdmxContent, TestContext.Current.CancellationToken);
        var content = compressed.ToArray();
        for (var i = 0; i < content.Length; i++)
        {
            await ReadAsync(content[..i]);
            await ReadAsync([.. content[..i], (byte)(content[i] ^ 0x55), .. content[(i + 1)..]]);
        }
    }

    [Fact]
    public async Task Takes_files_in_encodings_they_do_not_say()
    {
        foreach (var content in new[] { SdmxContent, MappedContent })
        {
            foreach (var encoding in Encodings)
            {
                var other = encoding.GetBytes(Encoding.UTF8.GetString(content));
                await ReadAsync(other);
                await ReadAsync([.. content, .. other]);
                await ReadAsync([.. encoding.GetPreamble(), .. content]);
                foreach (var options in Forms)
                    await ReadAsync(content, options with { Encoding = encoding });
            }
        }
    }

    [Fact]
    public async Task Takes_a_file_in_which_no_quote_is_closed()
    {
        var rows = Enumerable.Range(1, 20_000).Select(year => Start1 + $"T,{year % 9999:D4},\"1,A,0,");
        var read = await TableFile.ReadAsync(Forms[0], [Header1, .. rows]);

        Assert.Equal(Enumerable.Range(2, 20_000), read.Faults.Select(fault => fault.Row));
        Assert.All(read.Faults, fault => Assert.Equal(FindingRule.RowUnreadable, fault.Rule));
    }

    [Fact]
    public async Task Says_each_of_very_many_columns_that_it_does_not_know()
    {
        var columns = string.Join(',', Enumerable.Range(0, 100_000).Select(column => $"c{column}"));
        var read = await TableFile.ReadAsync(options: null, $"{Header1},{columns}", Start1 + "T,2017,1,A,0," + new string(',', 100_000));

        Assert.Equal(100_000, read.Faults.Count(fault => fault.Rule == FindingRule.ColumnUnknown));
        Assert.Equal(1, Assert.Single(read.Series).Series.Values[0]);
    }

    [Fact]
    public async Task Reads_very_many_columns_of_figures()
    {
        var header = string.Join(',', Enumerable.Range(0, 100_000).Select(column => $"{column:x}"));
        var mapping = new StructureMap { Figures = { new FiguresMap { Column = "[0-9a-f]+", IsPattern = true } } };
        var row = string.Join(',', Enumerable.Repeat("7", 100_000));
        var read = await TableFile.ReadAsync(new SeriesFileOptions { Mapping = mapping }, header, row, row, row);

        Assert.Empty(read.Faults);
        Assert.Equal(300_000, read.Series.Sum(series => series.Series.Periods.Count));
        Assert.Equal(100_000, read.Columns.Count);
    }

    private static void Check(Gen<byte[]> contents) => Prop.ForAll(
        contents.ToArbitrary(), content => ReadAsync(content).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    private static async Task<bool> ReadAsync(byte[] content)
    {
        foreach (var options in Forms)
            await ReadAsync(content, options);
        return true;
    }

    /// <summary>Reads a file twice: whatever comes of it, the batches are the same, and a file never comes to nothing.</summary>
    private static async Task ReadAsync(byte[] content, SeriesFileOptions options)
    {
        var first = await TryReadAsync(content, options);
        Assert.Equal(first, await TryReadAsync(content, options));
        Assert.NotEmpty(first ?? [new UploadBatch()]);
    }

    private static async Task<List<UploadBatch>?> TryReadAsync(byte[] content, SeriesFileOptions options)
    {
        try
        {
            var read = await TableFile.ReadAsync(content, options);
            var pieces = read.Faults.Select(fault => new FileContent(Series: null, fault)).Concat(read.Series.Select(one => new FileContent(one, Fault: null)));
            return await UploadBatcher.BatchAsync(pieces.ToAsyncEnumerable(), new UploadOptions { ObservationsPerBatch = 3 }, TestContext.Current.CancellationToken)
                .ToListAsync(TestContext.Current.CancellationToken);
        }
        catch (FileFormatException exception)
        {
            Assert.NotEqual("", exception.Message);
            return null;
        }
    }
}
