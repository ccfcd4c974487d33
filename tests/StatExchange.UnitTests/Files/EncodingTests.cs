using System.IO.Compression;
using System.Text;
using StatExchange.Client.Files;
using static StatExchange.UnitTests.Files.SdmxFile;

namespace StatExchange.UnitTests.Files;

public sealed class EncodingTests
{
    private const string Comment = "Оценка ведомства";
    private static readonly string Content = $"{Header1}\n{Start1}T,2017,1,A,0,{Comment}\n{Start1}T,2018,1,A,0,\"open";
    private static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    public static TheoryData<string, Encoding, bool> Encodings => new()
    {
        { "UTF-8", new UTF8Encoding(), false },
        { "UTF-8 with a mark", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), true },
        { "UTF-16, little end first", Encoding.Unicode, true },
        { "UTF-16, big end first", Encoding.BigEndianUnicode, true },
        { "Windows-1251", Windows1251, false },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Finds_the_encoding(string name, Encoding encoding, bool hasMark)
    {
        byte[] content = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Content)];
        AssertComment(await TableFile.ReadAsync(content), name);
    }

    [Fact]
    public async Task Takes_Windows_1251_when_one_byte_far_into_the_file_is_not_UTF_8()
    {
        var rows = string.Concat(Enumerable.Range(1, 9000).Select(year => $"{Start1}T,{year:D4},1,A,0,\n"));
        var content = Windows1251.GetBytes($"{Header1}\n{rows}{Start1}T,9500,1,A,0,{Comment}");
        var staged = (await TableFile.ReadAsync(content)).Series;

        Assert.Equal(Comment, staged.SelectMany(series => series.Series.Comments).Single().Text["en"]);
    }

    [Fact]
    public async Task Takes_the_encoding_of_the_option()
    {
        var koi8 = CodePagesEncodingProvider.Instance.GetEncoding("koi8-r")!;
        AssertComment(await TableFile.ReadAsync(koi8.GetBytes(Content), new SeriesFileOptions { Encoding = koi8 }), "KOI8-R");
    }

    [Fact]
    public async Task Reads_what_is_compressed()
    {
        var content = new MemoryStream();
        await using (var compressing = new GZipStream(content, CompressionMode.Compress))
            await compressing.WriteAsync(Windows1251.GetBytes(Content), TestContext.Current.CancellationToken);
        AssertComment(await TableFile.ReadAsync(content.ToArray()), "gzip");
    }

    private static void AssertComment(TableFile read, string name)
    {
        Assert.True(Comment == Assert.Single(Assert.Single(read.Series).Series.Comments).Text["en"], name);
        Assert.Equal(Start1 + "T,2018,1,A,0,\"open", Assert.Single(read.Faults).Text);
    }
}
