using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>Checks until when observations are kept from the public.</summary>
internal static class EmbargoCheck
{
    private const string Concept = "EMBARGO_TIME";
    private const char Embargoed = 'E';
    private const int MaxYears = 5;
    private const long LatestSecond = 253_402_300_799;

    /// <summary>The instants of a piece that mean something, as JSON by period; null for none. Every other one is raised.</summary>
    public static string? Check(StagedSeries piece, DateTime now, IEnumerable<RawCell> raw, PieceFindings raise)
    {
        foreach (var cell in raw)
            raise.AtObservation(FindingRule.EmbargoTimeWrong, cell.Position, Concept, cell.Text, "2027-01-15T11:00:00Z");
        if (piece.Series.Embargoes.Count == 0)
            return null;
        var instants = new SortedDictionary<int, string>();
        foreach (var embargo in piece.Series.Embargoes)
        {
            var confidentiality = piece.Series.ConfStatus.Length > 0 ? piece.Series.ConfStatus[embargo.Position] : DataStructureDefinition.FreeStatus;
            if (confidentiality != Embargoed)
                raise.AtObservation(FindingRule.EmbargoTimeWrong, embargo.Position, Concept, $"{confidentiality}", $"{Embargoed}");
            else if (Instant(embargo.Until) is not { } instant || instant <= now || instant > now.AddYears(MaxYears))
                raise.AtObservation(FindingRule.EmbargoTimeWrong, embargo.Position, Concept, Text(embargo.Until), Text(now));
            else
                instants[piece.Series.Periods[embargo.Position]] = Text(instant);
        }

        return instants.Count == 0 ? null : JsonSerializer.Serialize(instants);
    }

    private static DateTime? Instant(Timestamp? stated) =>
        stated is { Seconds: >= 0 and <= LatestSecond, Nanos: >= 0 and < 1_000_000_000 } ? stated.ToDateTime() : null;

    private static string Text(Timestamp? stated) => Instant(stated) is { } instant ? Text(instant) : string.Empty;

    private static string Text(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
