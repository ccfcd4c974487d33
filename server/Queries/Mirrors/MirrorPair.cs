using StatExchange.Server.Catalogue;

namespace StatExchange.Server.Queries.Mirrors;

/// <summary>An indicator and the one that records the same movement from the other side.</summary>
/// <param name="Id">Id of the indicator's code.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="MirrorId">Id of the mirror's code.</param>
/// <param name="Mirror">The mirror.</param>
internal sealed record MirrorPair(int Id, Indicator Indicator, int MirrorId, Indicator Mirror);
