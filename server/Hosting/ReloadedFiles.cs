namespace StatExchange.Server.Hosting;

/// <summary>
/// What some files say, read anew when one of them changes, so that keys and certificates are renewed without a restart. Files that
/// cannot be read while they are being written leave what they said before; a file that is gone does not.
/// </summary>
/// <typeparam name="T">What they say.</typeparam>
/// <param name="paths">The files.</param>
/// <param name="read">Reads them.</param>
internal sealed class ReloadedFiles<T>(IReadOnlyList<string> paths, Func<T> read)
    where T : class
{
    private readonly Lock _gate = new();
    private (DateTime WrittenAt, long Length)[] _stamps = [];
    private T? _content;

    /// <summary>What they say now.</summary>
    /// <exception cref="IOException">One of them is not there.</exception>
    public T Current
    {
        get
        {
            lock (_gate)
            {
                var stamps = paths.Select(Stamp).ToArray();
                if (_content is not null && stamps.SequenceEqual(_stamps))
                    return _content;
                try
                {
                    _content = read();
                    _stamps = stamps;
                }
                catch (Exception exception) when (_content is not null && exception is not FileNotFoundException)
                {
                    // Tried again at the next use: the stamps are those of before.
                }

                return _content;
            }
        }
    }

    private static (DateTime WrittenAt, long Length) Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : throw new FileNotFoundException($"The file {path} is not there.", path);
    }
}
