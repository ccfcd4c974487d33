using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Npgsql;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Confidentiality;

/// <summary>
/// A query that forgets its predicates leaks nothing: the database keeps restricted figures from whoever may not see them, whatever it
/// is asked. The statements are those that the service really runs.
/// </summary>
public sealed class ForgottenPredicateTests(PostgresCluster cluster) : IAsyncLifetime
{
    private const long Current = 71_134_129;
    private const long Former = 72_134_129;
    private const long OncePublic = 73_134_129;
    private const string Comment = "SENTINEL-COMMENT";
    private const string Cell = "SENTINEL-CELL";
    private const string Justification = "SENTINEL-REASON";

    private static readonly string[] Sentinels =
    [
        .. new[] { Current, Former, OncePublic }.SelectMany(value => new[] { value.ToString(CultureInfo.InvariantCulture), value.ToString("x16", CultureInfo.InvariantCulture) }),
        Comment, Cell, Justification,
    ];

    private RestrictedDatabase _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await RestrictedDatabase.StartAsync(cluster);
        await PlantAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task No_query_without_its_predicates_and_no_table_shows_a_sentinel_to_those_who_may_not_see_it()
    {
        var statements = await StatementsAsync();
        Assert.True(statements.Count >= 10, string.Join("\n\n", statements));
        var tables = (await _database.LinesAsync("SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')"))
            .Where(table => statements.Any(sql => sql.Contains(table, StringComparison.Ordinal))).ToList();
        Assert.Superset(
            new HashSet<string> { "series_current", "series_history", "series_restricted", "series_restricted_history", "figure_origin", "figure_justification" },
            tables.ToHashSet(StringComparer.Ordinal));
        string[] asked = [.. statements.Select(Predicates.Forget), .. tables.Select(table => $"SELECT * FROM {table}")];

        foreach (var organisation in new[] { "", RestrictedDatabase.Foreigner, "EU.EUROSTAT", "' OR true --" })
        {
            foreach (var sql in asked)
                Assert.Equal((sql, ""), (sql, string.Join(", ", (await SeenAsync(sql, organisation)).Order(StringComparer.Ordinal))));
        }

        // The same questions find all of them for those who may see them, so that it is the database that keeps them from others.
        foreach (var organisation in new[] { Provider, RestrictedDatabase.Grantee })
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var sql in asked)
                seen.UnionWith(await SeenAsync(sql, organisation));
            foreach (var value in new[] { Current, Former, OncePublic })
                Assert.True(seen.Contains($"{value}") && seen.Contains($"{value:x16}"), string.Join(", ", seen));
            Assert.Superset(new HashSet<string> { Comment, Cell, Justification }, seen);
        }
    }

    [Fact]
    public async Task Nothing_stays_set_on_a_connection_that_is_used_again()
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_database.ConnectionString)
        {
            Options = "-c role=statexchange_server",
            MaxPoolSize = 1,
            NoResetOnClose = true,
        });
        await using (var session = await Server.Database.ViewerSession.OpenAsync(database, Server.Database.Viewer.Of(Provider), Cancellation))
            Assert.Equal(1L, await CountAsync(session.Connection));
        await using (var session = await Server.Database.ViewerSession.OpenAsync(database, Server.Database.Viewer.Public, Cancellation))
            Assert.Equal(0L, await CountAsync(session.Connection));

        static async Task<long> CountAsync(NpgsqlConnection connection)
        {
            await using var command = new NpgsqlCommand("SELECT count(*) FROM series_restricted", connection);
            return (long)(await command.ExecuteScalarAsync(Cancellation))!;
        }
    }

    [Fact]
    public async Task Nobody_writes_the_restricted_figures_of_others()
    {
        foreach (var (organisation, changed) in new[] { ("", 0), (RestrictedDatabase.Foreigner, 0), (RestrictedDatabase.Grantee, 0), (Provider, 1) })
        {
            Assert.Equal(changed, (await _database.LinesAsync("UPDATE series_restricted SET source = source RETURNING ''", organisation)).Count);
            if (changed == 0)
                Assert.Empty(await _database.LinesAsync("DELETE FROM series_restricted RETURNING ''", organisation));
        }

        var refused = await Assert.ThrowsAsync<PostgresException>(() => _database.LinesAsync(
            $"""
            INSERT INTO figure_justification (ref_area, series_id, release_id, rule_id, text, author, justified_at, data_provider, indicator)
            SELECT ref_area, series_id, 1, '', '', '', now(), data_provider, indicator FROM series WHERE data_provider = (SELECT id FROM code WHERE code = '{Provider}' AND codelist = 'CL_ORGANISATION') RETURNING ''
            """,
            RestrictedDatabase.Foreigner));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    // A mapping, so that cells are kept; a former value, hidden when it was sent; one that was public first; a reason for a warning.
    private async Task PlantAsync()
    {
        var owner = _database.Owner;
        await owner.ReleaseAsync(Append(Series(Key(), [.. Enumerable.Range(2010, 5).Select(year => At($"{year}", 1000)), At("2015", OncePublic), Secret("2016", Former)])));
        var map = new StructureMap
        {
            Organisation = Provider,
            MappingId = "BORDER",
            Figures = { new FiguresMap { Name = "people", Column = "persons" } },
            Components =
            {
                new ComponentMap { Concept = "INDICATOR", Fixed = "BRD_ENTRY_TOT" },
                new ComponentMap { Concept = "REF_AREA", Fixed = "KZ" },
                new ComponentMap { Concept = "COUNTERPART_AREA", Columns = { "from" }, Codes = { new CodeMap { Values = { Cell }, Code = "CN" } } },
                new ComponentMap { Concept = "TIME_PERIOD", Columns = { "year" } },
            },
        };
        await owner.Mappings.SaveMappingAsync(new SaveMappingRequest { Mapping = map }, cancellationToken: Cancellation);
        var piece = Append(Series(new SeriesKey { Freq = "A" }, Secret("2015", OncePublic), Secret("2016", Current, Comment)), firstRow: 4);
        piece.Origin = new SeriesOrigin
        {
            Figures = "people",
            Cells = { new SourceCell { Column = "from", Text = Cell } },
        };
        var submission = await owner.SendAsync(opening => opening.MappingId = "BORDER", piece);
        Assert.Equal(SubmissionState.Received, submission.State);
        Assert.True(submission.Warnings > 0);
        var warnings = await owner.Submissions.ListFindingsAsync(
            new ListFindingsRequest { SubmissionId = submission.SubmissionId, Severity = FindingSeverity.Warning }, cancellationToken: Cancellation);
        await owner.Submissions.JustifyWarningsAsync(
            new JustifyWarningsRequest { SubmissionId = submission.SubmissionId, Text = Justification, Numbers = { warnings.Findings.Select(warning => warning.Number) } },
            cancellationToken: Cancellation);
        await owner.PublishAsync(submission);
    }

    private static Observation Secret(string period, decimal value, string? comment = null) =>
        At(period, value, comment: comment) with { ConfidentialityStatus = 'C' };

    // What the service runs while it answers every query, for everybody and for those who may see more.
    private async Task<List<string>> StatementsAsync()
    {
        var name = new NpgsqlConnectionStringBuilder(_database.ConnectionString).Database;
        var statements = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        using (var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.ToDictionary(tag => tag.Key, tag => $"{tag.Value}", StringComparer.Ordinal);
                if (tags.ContainsValue(name!) && (tags.GetValueOrDefault("db.query.text") ?? tags.GetValueOrDefault("db.statement")) is { } sql)
                    statements.TryAdd(sql.Trim(), true);
            },
        })
        {
            ActivitySource.AddActivityListener(listener);
            foreach (var office in _database.Public.Concat(_database.Insiders))
                await AskEverythingAsync(office.Queries);
        }

        return [.. statements.Keys.Where(sql => sql.StartsWith("SELECT", StringComparison.Ordinal) || sql.StartsWith("WITH", StringComparison.Ordinal))
            .Where(sql => !sql.Contains("set_config", StringComparison.Ordinal) && !sql.Contains("pg_advisory", StringComparison.Ordinal) && sql.Contains("FROM", StringComparison.Ordinal))];
    }

    private static async Task AskEverythingAsync(QueriesService.QueriesServiceClient queries)
    {
        foreach (var asOf in new[] { null, Office.After(1), Office.At(InProcessServer.NewClock().GetUtcNow()) })
        {
            using (var call = queries.StreamSeries(new StreamSeriesRequest { AsOf = asOf }, cancellationToken: Cancellation))
                await call.ResponseStream.ReadAllAsync(Cancellation).CountAsync(Cancellation);
            using (var call = queries.StreamHistory(new StreamHistoryRequest { AsOf = asOf }, cancellationToken: Cancellation))
                await call.ResponseStream.ReadAllAsync(Cancellation).CountAsync(Cancellation);
            using (var call = queries.StreamAggregates(Aggregates(asOf), cancellationToken: Cancellation))
                await call.ResponseStream.ReadAllAsync(Cancellation).CountAsync(Cancellation);
            using (var call = queries.StreamMirrors(Mirrors(asOf), cancellationToken: Cancellation))
                await call.ResponseStream.ReadAllAsync(Cancellation).CountAsync(Cancellation);
            using (var call = queries.StreamCompleteness(new StreamCompletenessRequest { Profile = "BASIC", RefAreas = { "KZ" }, StartPeriod = "2015", AsOf = asOf }, cancellationToken: Cancellation))
                await call.ResponseStream.ReadAllAsync(Cancellation).CountAsync(Cancellation);
            await queries.ListRevisionsAsync(new ListRevisionsRequest { Key = Key(provider: Provider), AsOf = asOf }, cancellationToken: Cancellation);
            await queries.EstimateSelectionAsync(new EstimateSelectionRequest { AsOf = asOf }, cancellationToken: Cancellation);
            await queries.TraceObservationAsync(new TraceObservationRequest { Key = Key(provider: Provider), Period = "2016", AsOf = Office.After(1) }, cancellationToken: Cancellation);
        }

        using var changes = queries.StreamChanges(new StreamChangesRequest { From = Office.After(1) }, cancellationToken: Cancellation);
        await changes.ResponseStream.ReadAllAsync(Cancellation).CountAsync(Cancellation);
    }

    private static StreamAggregatesRequest Aggregates(AsOf? asOf) => new()
    {
        Dimensions = { new AggregatedDimension { Concept = "REF_AREA", AreaGroups = { "EAEU" } } },
        ExcludeIntraGroupFlows = true,
        Coverage = new CoverageRule { WeightIndicator = "CTX_POP_TOT" },
        AsOf = asOf,
    };

    private static StreamMirrorsRequest Mirrors(AsOf? asOf) => new()
    {
        Selection = new Selection { Filters = { new DimensionFilter { Concept = "INDICATOR", Codes = { "BRD_ENTRY_TOT" } } } },
        AsOf = asOf,
    };

    private async Task<IEnumerable<string>> SeenAsync(string sql, string organisation)
    {
        var rows = string.Join('\n', await _database.LinesAsync($"SELECT t::text FROM ({sql}) t", organisation.Replace("'", "''", StringComparison.Ordinal)));
        return Sentinels.Where(sentinel => rows.Contains(sentinel, StringComparison.OrdinalIgnoreCase));
    }
}
