using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>
/// What a client must get right for its message to mean anything: columns of one length. A fault here is the client's, not the
/// office's, so it ends the call instead of becoming a finding.
/// </summary>
internal static class PieceShape
{
    // What may be in a raw cell, "" being the row; all else is text or a code, which the columns hold whatever it is.
    private static readonly string[] RawConcepts =
        [string.Empty, "DATAFLOW", "ACTION", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "UNIT_MULT", "DECIMALS", "EMBARGO_TIME"];

    /// <summary>Requires a well-formed piece.</summary>
    /// <exception cref="ExchangeException">It is malformed; the message names the field.</exception>
    public static void Require(StagedSeries piece, string path)
    {
        if (piece.Series?.Key is null)
            throw ExchangeException.InvalidField($"{path}.series.key", "it is missing");
        var series = piece.Series;
        var count = series.Periods.Count;
        RequireLength(series.Values.Count, count, $"{path}.series.values");
        RequireLength(series.ObsStatus.Length, count, $"{path}.series.obs_status");
        RequireLength(series.ConfStatus.Length, count, $"{path}.series.conf_status");
        RequireLength(piece.Rows.Count, Math.Max(1, count), $"{path}.rows");
        RequirePositions(series.WithoutValue, count, $"{path}.series.without_value");
        RequirePositions(series.Comments.Select(comment => comment.Position), count, $"{path}.series.comments.position");
        RequirePositions(series.Embargoes.Select(embargo => embargo.Position), count, $"{path}.series.embargoes.position");
        RequirePositions(piece.RawCells.Select(cell => cell.Position), Math.Max(1, count), $"{path}.raw_cells.position");
        if (piece.RawCells.FirstOrDefault(cell => !RawConcepts.Contains(cell.Concept, StringComparer.Ordinal)) is { } unexpected)
            throw ExchangeException.InvalidField($"{path}.raw_cells.concept", $"cells of '{unexpected.Concept}' are never raw");
        if (piece.Origin is { } origin)
        {
            RequireLength(origin.ValueColumns.Count, count, $"{path}.origin.value_columns");
            if (origin.Sheet.Contains('\0') || origin.Cells.Any(cell => cell.Column.Contains('\0')))
                throw ExchangeException.InvalidField($"{path}.origin", "it holds the character NUL (U+0000), which no name has");
        }

        if (!Enum.IsDefined(piece.Action))
            throw ExchangeException.InvalidField($"{path}.action", $"{(int)piece.Action} is no action");
        if (count == 0 && piece.Action != SeriesAction.Delete && !piece.RawCells.Any(cell => cell.Concept is "" or "TIME_PERIOD"))
            throw ExchangeException.InvalidField($"{path}.series.periods", "it is empty, which only a deletion may leave it");
    }

    private static void RequireLength(int length, int count, string field)
    {
        if (length != 0 && length != count)
            throw ExchangeException.InvalidField(field, $"it has {length} entries for {count} observations");
    }

    private static void RequirePositions(IEnumerable<int> positions, int count, string field)
    {
        foreach (var position in positions)
        {
            if (position < 0 || position >= count)
                throw ExchangeException.InvalidField(field, $"there is no observation {position} among {count}");
        }
    }
}
