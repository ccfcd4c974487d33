using System.Text;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.UnitTests.Files;

/// <summary>What a file of one test states.</summary>
internal sealed record TableFile(List<StagedSeries> Series, List<SourceFault> Faults, IReadOnlyList<SourceColumn> Columns)
{
    public static Task<TableFile> ReadAsync(SeriesFileOptions? options, params string[] lines) =>
        ReadAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)), options);

    public static async Task<TableFile> ReadAsync(byte[] content, SeriesFileOptions? options = null)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
            return await ReadFileAsync(path, options);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static async Task<TableFile> ReadFileAsync(string path, SeriesFileOptions? options = null)
    {
        await using var file = await SeriesFile.OpenAsync(path, options, TestContext.Current.CancellationToken);
        var content = await file.ReadAsync(progress: null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.All(content, one => Assert.True(one.Series is null != one.Fault is null));
        return new TableFile(
            [.. content.Where(one => one.Series is not null).Select(one => one.Series!)],
            [.. content.Where(one => one.Fault is not null).Select(one => one.Fault!)],
            file.Columns);
    }
}
