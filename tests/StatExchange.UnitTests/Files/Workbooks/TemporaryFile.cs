namespace StatExchange.UnitTests.Files.Workbooks;

/// <summary>A file that is gone after the test.</summary>
internal sealed class TemporaryFile : IAsyncDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.xlsx");

    public static async Task<TemporaryFile> CreateAsync(byte[] content)
    {
        var file = new TemporaryFile();
        await File.WriteAllBytesAsync(file.Path, content, TestContext.Current.CancellationToken);
        return file;
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(Path);
        return ValueTask.CompletedTask;
    }
}
