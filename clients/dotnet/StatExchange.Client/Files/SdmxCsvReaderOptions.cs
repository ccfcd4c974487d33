using System.Text;

namespace StatExchange.Client.Files;

/// <summary>How SDMX-CSV files are read.</summary>
public sealed record SdmxCsvReaderOptions
{
    /// <summary>
    /// Encoding of the file. Left out: what its byte order mark says, else UTF-8 when all of the file is valid UTF-8, else
    /// Windows-1251, which offices that write Russian without UTF-8 use.
    /// </summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Language of a COMMENT_OBS column that names none; ISO 639-1.</summary>
    public string CommentLanguage { get; init; } = "en";

    /// <summary>
    /// Rows that are looked at together to put those of one series together. Bounds memory; the order of rows that contradict one
    /// another is kept whatever it is.
    /// </summary>
    public int WindowRows { get; init; } = 10_000;

    /// <summary>Longest cell, in characters; a row with a longer one is unreadable.</summary>
    public int MaxCellLength { get; init; } = 100_000;
}
