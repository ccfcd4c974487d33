namespace StatExchange.Server.Catalogue;

/// <summary>A migration profile: which indicators are due, and how often.</summary>
/// <param name="Id">Identifier, "BASIC".</param>
/// <param name="Names">Name by language.</param>
/// <param name="Freq">How often it is due.</param>
/// <param name="Description">What it is for, in English.</param>
/// <param name="Indicators">Codes of its indicators, in the catalogue's order.</param>
public sealed record Profile(string Id, LocalisedText Names, string Freq, string Description, IReadOnlyList<string> Indicators);
