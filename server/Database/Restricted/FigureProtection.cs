using Dapper;
using Npgsql;
using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Database.Restricted;

/// <summary>
/// Applies what a release makes of figures: to what everybody sees, or, in tables with restricted figures, to the true figures, from
/// which what everybody sees is made anew. All of it in the transaction of the release, one table in memory at a time.
/// </summary>
/// <param name="protector">Decides what is hidden.</param>
/// <param name="finder">Finds the tables.</param>
internal sealed class FigureProtection(IFigureProtector protector, TableFinder finder)
{
    private const string Shown = "shown";

    private static readonly string AddedColumns = $"{RevisionWriter.Shared}, data_provider, indicator";

    // A series whose first observation is hidden now: so far everything of it was public, and true.
    private static readonly string CopyToRestricted =
        $"""
        INSERT INTO series_restricted (ref_area, series_id, first_release_id, release_id, changed_at, {AddedColumns})
        SELECT c.ref_area, c.series_id, c.first_release_id, c.release_id, c.changed_at, {Of("c")}, k.data_provider, k.indicator
        FROM series_current c JOIN series k USING (ref_area, series_id) WHERE c.ref_area = @RefArea AND c.series_id = ANY(@newlyRestricted);
        INSERT INTO series_restricted_history (ref_area, series_id, release_id, replaced_at, {AddedColumns})
        SELECT h.ref_area, h.series_id, h.release_id, h.replaced_at, {Of("h")}, k.data_provider, k.indicator
        FROM series_history h JOIN series k USING (ref_area, series_id) WHERE h.ref_area = @RefArea AND h.series_id = ANY(@newlyRestricted)
        """;

    private static readonly string ApplyToRestricted =
        $"""
        INSERT INTO series_restricted_history (ref_area, series_id, release_id, replaced_at, {AddedColumns})
        SELECT m.ref_area, m.series_id, @ReleaseId, @PublishedAt, {RevisionWriter.SharedOfHistory}, k.data_provider, k.indicator
        FROM merged m JOIN series k USING (ref_area, series_id) WHERE m.existed AND m.ref_area = @RefArea AND m.series_id = ANY(@restricted);
        INSERT INTO series_restricted (ref_area, series_id, first_release_id, release_id, changed_at, {AddedColumns})
        SELECT m.ref_area, m.series_id, @ReleaseId, @ReleaseId, @PublishedAt, {Of("m")}, k.data_provider, k.indicator
        FROM merged m JOIN series k USING (ref_area, series_id) WHERE m.ref_area = @RefArea AND m.series_id = ANY(@restricted)
        ON CONFLICT (ref_area, series_id) DO UPDATE SET
            release_id = excluded.release_id, changed_at = excluded.changed_at, {RevisionWriter.SetShared}
        """;

    private const string RememberProtected =
        """
        CREATE TEMPORARY TABLE protected_series ON COMMIT DROP AS
        SELECT m.ref_area, m.series_id
        FROM merged m JOIN series k USING (ref_area, series_id)
        JOIN unnest(@Areas::int[], @Providers::int[], @Indicators::int[]) p (ref_area, data_provider, indicator)
            ON p.ref_area = k.ref_area AND p.data_provider = k.data_provider AND p.indicator = k.indicator
        """;

    private const string IsUnprotected =
        "NOT EXISTS (SELECT 1 FROM protected_series p WHERE p.ref_area = m.ref_area AND p.series_id = m.series_id)";

    /// <summary>Applies what a revision collected.</summary>
    /// <returns>What the public is not shown in the tables it touched.</returns>
    public async Task<HiddenObservations> ApplyAsync(NpgsqlConnection connection, ReleaseRecord release, CancellationToken cancellationToken)
    {
        var tables = await finder.FindAsync(connection, RevisionWriter.Merged, null, touchesAll: false, cancellationToken);
        var hidden = new HiddenObservations { HasTables = tables.Count > 0 };
        if (tables.Count == 0)
        {
            await RevisionWriter.ApplyAsync(connection, release, cancellationToken);
            return hidden;
        }

        var members = tables.SelectMany(table => table.Indicators.Select(indicator => (table.RefArea, table.DataProvider, Indicator: indicator))).ToList();
        await connection.ExecuteAsync(RememberProtected, new
        {
            Areas = members.Select(member => member.RefArea).ToArray(),
            Providers = members.Select(member => member.DataProvider).ToArray(),
            Indicators = members.Select(member => member.Indicator).ToArray(),
        });
        await RevisionWriter.ApplyAsync(connection, release, cancellationToken, condition: IsUnprotected);
        foreach (var table in tables)
            await ProtectAsync(connection, release, table, hidden, cancellationToken);
        await RevisionWriter.ApplyAsync(connection, release, cancellationToken, Shown);
        return hidden;
    }

    private static string Of(string alias) => string.Join(", ", SeriesTable.Columns.Select(column => $"{alias}.\"{column}\""));

    private async Task ProtectAsync(
        NpgsqlConnection connection, ReleaseRecord release, FigureTable table, HiddenObservations hidden, CancellationToken cancellationToken)
    {
        var series = await FigureTableReader.ReadAsync(connection, table, release.ReleaseId, cancellationToken);
        var decided = protector.Hide([.. series.Select(one => one.ToProtected(release.ReleaseId))]);
        var rewritten = new List<(int, long, ReplacedColumns)>();
        var (newlyRestricted, restricted) = (new List<long>(), new List<long>());
        await using (var writer = await RevisionWriter.BeginAsync(connection, cancellationToken, Shown))
        {
            foreach (var one in series)
            {
                var covers = decided.GetValueOrDefault(one.SeriesId) ?? new Dictionary<int, char>();
                if (covers.Count == 0 && one.Restricted is null)
                {
                    if (one.Merged is not null)
                        await writer.WriteAsync(table.RefArea, one.SeriesId, one.Merged, one.Replaced, restored: null, cancellationToken);
                    continue;
                }

                hidden.Add(table.RefArea, one.SeriesId, covers.Keys);
                if (one is { Restricted: null, Shown: not null })
                    newlyRestricted.Add(one.SeriesId);
                if (one.Merged is not null)
                    restricted.Add(one.SeriesId);
                var shown = ShownSeries.Of(one.Next, covers, one.Shown, one.ShownHistory);
                rewritten.AddRange(shown.Rewritten.Select(entry => (table.RefArea, one.SeriesId, entry)));

                // Also when everybody sees the same as before: that the true figures changed is to be found for those who may see them.
                if (shown.IsChanged || one.Merged is not null)
                    await writer.WriteAsync(table.RefArea, one.SeriesId, shown.Next, shown.Replaced, restored: null, cancellationToken);
            }

            await writer.CompleteAsync(cancellationToken);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            CopyToRestricted, new { table.RefArea, newlyRestricted = newlyRestricted.ToArray() }, commandTimeout: 0, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            ApplyToRestricted, new { table.RefArea, restricted = restricted.ToArray(), release.ReleaseId, release.PublishedAt },
            commandTimeout: 0, cancellationToken: cancellationToken));
        await HistoryRewriter.RewriteAsync(connection, HistoryRewriter.Shown, rewritten, cancellationToken);
    }
}
