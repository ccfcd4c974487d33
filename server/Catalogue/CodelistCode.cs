namespace StatExchange.Server.Catalogue;

/// <summary>A code of a codelist.</summary>
/// <param name="Id">What figures hold instead of the code; never given to another code.</param>
/// <param name="Code">The code as files carry it.</param>
/// <param name="Parent">The next broader code; null at the top.</param>
/// <param name="Names">Name by language.</param>
/// <param name="ValidFrom">First day it is valid on; null when unbounded.</param>
/// <param name="ValidTo">Last day it is valid on; null when unbounded.</param>
/// <param name="Aliases">What else people write for it, "ARM"; never accepted, but suggested from.</param>
public sealed record CodelistCode(
    int Id, string Code, string? Parent, LocalisedText Names, DateOnly? ValidFrom, DateOnly? ValidTo, IReadOnlyList<string> Aliases);
