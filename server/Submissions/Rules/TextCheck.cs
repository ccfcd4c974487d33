using StatExchange.V1;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>Checks that texts are texts: PostgreSQL holds every character but NUL.</summary>
internal static class TextCheck
{
    private const char Nul = '\0';

    /// <summary>Raises what cannot be stored, and takes it out of the piece, which is not published as it is.</summary>
    public static void Check(StagedSeries piece, PieceFindings raise)
    {
        if (piece.Series.Source.Contains(Nul))
        {
            raise.AtSeries(FindingRule.TextUnreadable, "SOURCE", piece.Series.Source);
            piece.Series.Source = string.Empty;
        }

        foreach (var comment in piece.Series.Comments)
        {
            foreach (var (language, text) in comment.Text.Where(text => text.Key.Contains(Nul) || text.Value.Contains(Nul)).ToList())
            {
                raise.AtObservation(FindingRule.TextUnreadable, comment.Position, "COMMENT_OBS", text);
                comment.Text.Remove(language);
            }
        }
    }
}
