using StatExchange.V1;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>How the observations of a piece are taken.</summary>
/// <param name="Action">What is to be done with them.</param>
/// <param name="Sums">Whether those of one period are summed instead of contradicting one another.</param>
/// <param name="LeavesOut">Whether an error leaves its observation out instead of refusing everything.</param>
internal readonly record struct PieceHandling(SeriesAction Action, bool Sums, bool LeavesOut);
