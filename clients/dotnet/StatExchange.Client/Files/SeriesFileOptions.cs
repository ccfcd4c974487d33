using System.Text;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>How files are read.</summary>
public sealed record SeriesFileOptions
{
    /// <summary>
    /// Encoding of the file. Left out: what its byte order mark says, else UTF-8 when all of the file is valid UTF-8, else
    /// Windows-1251, which offices that write Russian without UTF-8 use.
    /// </summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Language of a COMMENT_OBS column that names none; ISO 639-1.</summary>
    public string CommentLanguage { get; init; } = "en";

    /// <summary>
    /// The mapping by which the file is read, as the submission was opened with it; null for files in the catalogue's own codes.
    /// It says which columns are read; the service turns what they hold into codes.
    /// </summary>
    public StructureMap? Mapping { get; init; }

    /// <summary>
    /// Observations that are looked at together to put those of one series together. Bounds memory; the order of rows that
    /// contradict one another is kept whatever it is.
    /// </summary>
    public int WindowRows { get; init; } = 10_000;

    /// <summary>Longest cell, in characters; a row with a longer one is not read and becomes a finding.</summary>
    public int MaxCellLength { get; init; } = 100_000;
}
