namespace StatExchange.Client.ProfileDocuments;

/// <summary>A chapter of a profile.</summary>
/// <param name="Name">Its name in the document's language, with its number: "A3 Cross-border mobility".</param>
/// <param name="Indicators">Its indicators, in the catalogue's order, with figures or without.</param>
public sealed record ProfileChapter(string Name, IReadOnlyList<ProfileIndicator> Indicators);
