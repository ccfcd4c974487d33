using System.IO.Compression;
using System.Text;
using StatExchange.Client.Files;

namespace StatExchange.UnitTests.Files.Workbooks;

/// <summary>Whatever a file holds, reading it ends in rows and faults or in one clear error, with bounded memory.</summary>
[Collection(nameof(MeasuredMemory))]
public sealed class WorkbookFuzzTests
{
    private const int Seed = 20170301;
    private const long MiB = 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Random_bytes()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[random.Next(0, 5000)];
            random.NextBytes(bytes);
            // Half of them begin as an archive does, so that they are not refused at once.
            if (i % 2 == 0 && bytes.Length > 8)
                "PK\u0003\u0004"u8.CopyTo(bytes);
            Assert.NotNull(await FailureOfAsync(bytes));
        }
    }

    [Fact]
    public async Task Files_cut_at_any_length()
    {
        var bytes = Valid().Build();
        for (var length = 0; length < bytes.Length; length += 7)
            Assert.NotNull(await FailureOfAsync(bytes[..length]));
    }

    [Fact]
    public async Task Files_with_flipped_bytes()
    {
        var random = new Random(Seed);
        var bytes = Valid().Build();
        var failed = 0;
        for (var i = 0; i < 600; i++)
        {
            var mutated = bytes.ToArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
                mutated[random.Next(mutated.Length)] ^= (byte)random.Next(1, 256);
            if (await FailureOfAsync(mutated) is not null)
                failed++;
        }

        // Both happen: many a flip breaks the file, some are harmless.
        Assert.InRange(failed, 1, 599);
    }

    [Fact]
    public async Task Parts_with_flipped_characters()
    {
        var random = new Random(Seed);
        const string Rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\" s=\"1\"><c r=\"A2\" s=\"0\"><f>1</f><v>42795</v></c></row>";
        const string Characters = "<>/=\"'&;:0123456789-abcrstv \0\u001f\ud800\uffff";
        for (var i = 0; i < 600; i++)
        {
            var text = new StringBuilder(Rows);
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                text[random.Next(text.Length)] = Characters[random.Next(Characters.Length)];
            await FailureOfAsync(new RawWorkbook().Texts("<t>A</t>").Formats(14).Sheet(text.ToString()).Build());
        }
    }

    [Theory]
    [InlineData(' ')]
    [InlineData('\0')]
    [InlineData('x')]
    public async Task A_sheet_that_unpacks_to_a_flood_of_one_character(char character) => await IsRefusedWithinAsync(
        40 * MiB, new RawWorkbook().Sheet("").Replace("xl/sheet1.xml", stream => WriteRepeated(
            stream, "<worksheet><sheetData>", new string(character, 1024), 300 * 1024, "</sheetData></worksheet>")));

    [Fact]
    public async Task A_cell_that_unpacks_to_a_flood_of_text()
    {
        var workbook = new RawWorkbook().Sheet("").Replace("xl/sheet1.xml", stream => WriteRepeated(
            stream, "<worksheet><sheetData><row><c t=\"str\"><v>A</v></c></row><row><c t=\"str\"><v>", new string('x', 1024), 200 * 1024,
            "</v></c></row></sheetData></worksheet>"));
        await using var file = await TemporaryFile.CreateAsync(workbook.Build());
        var before = GC.GetTotalAllocatedBytes();

        Assert.Equal(1, await RawWorkbook.DrainAsync(file.Path));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 20 * MiB);
    }

    [Fact]
    public async Task An_attribute_that_unpacks_to_a_flood_of_text() => await IsRefusedWithinAsync(
        60 * MiB, new RawWorkbook().Sheet("").Replace("xl/sheet1.xml", stream => WriteRepeated(
            stream, "<worksheet><sheetData><row r=\"", new string('1', 1024), 100 * 1024, "\"/></sheetData></worksheet>")));

    [Fact]
    public async Task Rows_without_end() => await IsRefusedWithinAsync(
        60 * MiB, new RawWorkbook().Sheet("").Replace("xl/sheet1.xml", stream => WriteRepeated(
            stream, "<worksheet><sheetData>", string.Concat(Enumerable.Repeat("<row/>", 200)), 300 * 1024, "</sheetData></worksheet>")));

    [Fact]
    public async Task Shared_texts_without_end() => await IsRefusedWithinAsync(
        1024 * MiB, Valid().Replace("xl/sharedStrings.xml", stream => WriteRepeated(
            stream, "<sst>", $"<si><t>{new string('x', 1000)}</t></si>", 300 * 1024, "</sst>")));

    [Fact]
    public async Task One_large_shared_text_in_all_cells() => await IsRefusedWithinAsync(
        40 * MiB, new RawWorkbook()
            .Texts($"<t>{new string('x', 90_000)}</t>")
            .Sheet(string.Concat(Enumerable.Repeat("<row><c t=\"s\"><v>0</v></c></row>", 10_000))));

    [Fact]
    public async Task Elements_nested_without_end() => await IsRefusedWithinAsync(
        40 * MiB, new RawWorkbook().Sheet("").Replace("xl/sheet1.xml", stream => WriteRepeated(
            stream, "<worksheet>", string.Concat(Enumerable.Repeat("<a>", 500)), 10_000, "")));

    [Theory]
    [InlineData("[Content_Types].xml")]
    [InlineData("_rels/.rels")]
    [InlineData("xl/_rels/workbook.xml.rels")]
    [InlineData("xl/workbook.xml")]
    public async Task Structure_without_end(string part) => await IsRefusedWithinAsync(
        40 * MiB, Valid().Replace(part, stream => WriteRepeated(stream, "<x>", new string(' ', 1024), 200 * 1024, "</x>")));

    [Theory]
    [InlineData("[Content_Types].xml")]
    [InlineData("xl/_rels/workbook.xml.rels")]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/sheet1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/styles.xml")]
    public async Task Entities_that_expand_to_billions(string part)
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(
            i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        var content = $"<!DOCTYPE x [<!ENTITY l0 \"lol\">{entities}]><x>&l9;</x>";
        await IsRefusedWithinAsync(20 * MiB, Valid().Replace(part, stream => stream.Write(Encoding.UTF8.GetBytes(content))));
    }

    [Fact]
    public async Task An_archive_of_very_many_parts()
    {
        using var output = new MemoryStream();
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 50_000; i++)
                archive.CreateEntry($"xl/part{i}.xml");
        }

        var content = output.ToArray();
        var before = GC.GetTotalAllocatedBytes();
        Assert.NotNull(await FailureOfAsync(content));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 5 * MiB);
    }

    [Theory]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0 }, "password")]
    [InlineData(new byte[] { 1, 2, 3 }, ".xlsx")]
    [InlineData(new byte[0], ".xlsx")]
    public async Task Says_what_to_save_the_file_as(byte[] content, string word) =>
        Assert.Contains(word, (await FailureOfAsync(content))!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")]
    [InlineData("application/vnd.ms-excel.sheet.binary.macroEnabled.main")]
    public async Task Refuses_what_other_programs_wrote(string contentType)
    {
        var failure = await FailureOfAsync(new RawWorkbook { ContentTypeOfWorkbook = contentType }.Sheet("<row/>").Build());
        Assert.Contains("save it as .xlsx", failure!.Message, StringComparison.Ordinal);
    }

    private static RawWorkbook Valid()
    {
        var rows = Enumerable.Range(2, 30).Select(
            row => $"<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>{row % 3}</v></c><c r=\"B{row}\" s=\"1\"><v>{row * 1.5}</v></c></row>");
        return new RawWorkbook()
            .Texts("<t>INDICATOR</t>", "<t>AM</t>", "<r><t>KZ</t></r>")
            .Formats(0, 14)
            .Sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>B</t></is></c></row>" + string.Concat(rows));
    }

    private static async Task IsRefusedWithinAsync(long bytes, RawWorkbook workbook)
    {
        await using var file = await TemporaryFile.CreateAsync(workbook.Build());
        var before = GC.GetTotalAllocatedBytes();
        await Assert.ThrowsAsync<FileFormatException>(() => RawWorkbook.DrainAsync(file.Path));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, bytes);
    }

    private static async Task<FileFormatException?> FailureOfAsync(byte[] content)
    {
        Cancellation.ThrowIfCancellationRequested();
        await using var file = await TemporaryFile.CreateAsync(content);
        try
        {
            await RawWorkbook.DrainAsync(file.Path);
            return null;
        }
        catch (FileFormatException exception)
        {
            return exception;
        }
    }

    private static void WriteRepeated(Stream stream, string start, string piece, int count, string end)
    {
        stream.Write(Encoding.UTF8.GetBytes(start));
        var bytes = Encoding.UTF8.GetBytes(piece);
        for (var i = 0; i < count; i++)
            stream.Write(bytes);
        stream.Write(Encoding.UTF8.GetBytes(end));
    }
}
