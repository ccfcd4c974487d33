namespace StatExchange.Client.Files;

/// <summary>How SDMX-CSV files are written.</summary>
public sealed record SdmxCsvWriterOptions
{
    /// <summary>Version of SDMX-CSV.</summary>
    public SdmxCsvVersion Version { get; init; } = SdmxCsvVersion.Csv21;

    /// <summary>
    /// Languages of comments. The first one's are in the column COMMENT_OBS, each other one's in a column of its own,
    /// COMMENT_OBS[ru]. To read the file back, give the first one as the reader's comment language.
    /// </summary>
    public IReadOnlyList<string> CommentLanguages { get; init; } = ["en", "ru"];
}
