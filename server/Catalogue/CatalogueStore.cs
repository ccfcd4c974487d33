using System.Text.Json;
using Dapper;
using Npgsql;
using StatExchange.V1;

namespace StatExchange.Server.Catalogue;

/// <summary>All SQL of the catalogue; that of the calendar's data is in the other part.</summary>
internal sealed partial class CatalogueStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The channel on which a newly loaded version is announced.</summary>
    private const string NotificationChannel = "statexchange_catalogue";

    /// <summary>The version that is loaded, null before the first load.</summary>
    public async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await VersionAsync(connection);
    }

    /// <summary>Opens a connection that is told of every newly loaded version.</summary>
    public async Task<NpgsqlConnection> ListenAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync($"LISTEN {NotificationChannel}");
        return connection;
    }

    /// <summary>Reads the whole catalogue as of one version.</summary>
    public async Task<CatalogueSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var version = await VersionAsync(connection) ?? throw new InvalidOperationException("No catalogue is loaded.");
        var codes = (await connection.QueryAsync<CodeRecord>(
            "SELECT id, codelist, code, parent, names, valid_from, valid_to, array_to_string(aliases, ';') AS aliases FROM code ORDER BY position")).ToLookup(code => code.Codelist);
        var codelists = (await connection.QueryAsync<CodelistRecord>("SELECT codelist, version, names, source FROM codelist ORDER BY position"))
            .Select(row => new Codelist(row.Codelist, row.Version, ToText(row.Names), row.Source, [.. codes[row.Codelist].Select(ToCode)]))
            .ToList();
        var units = codelists.Single(codelist => codelist.Id == "CL_UNIT_MEASURE");
        var areas = codelists.Single(codelist => codelist.Id == "CL_AREA");
        var indicators = (await connection.QueryAsync<IndicatorRecord>(
            """
            SELECT i.code, i.part, i.thematic_area, c.names, i.definitions ->> 'en' AS definition, i.measure_kind, i.unit_measure, i.unit_mult,
                   i.freq, i.breakdowns, i.aggregation, i.weight_indicator, i.mirror_indicator, i.source_model,
                   i.small_count_threshold
            FROM indicator i JOIN code c ON c.codelist = 'CL_INDICATOR' AND c.code = i.code
            ORDER BY c.position
            """)).Select(row => ToIndicator(row, units)).ToList();
        var profiles = (await connection.QueryAsync<ProfileRecord>(
            "SELECT profile, names, freq, description, indicators FROM profile ORDER BY position"))
            .Select(row => new Profile(row.Profile, ToText(row.Names), row.Freq, row.Description, row.Indicators)).ToList();
        var groups = (await connection.QueryAsync<MemberRecord>(
            "SELECT area_group, area, valid_from, valid_to FROM area_group_member ORDER BY position"))
            .GroupBy(row => row.AreaGroup)
            .Select(group => new AreaGroup(
                areas.Find(group.Key)!, [.. group.Select(row => new AreaGroupMember(areas.Find(row.Area)!, row.ValidFrom, row.ValidTo))]))
            .ToList();
        var rules = (await connection.QueryAsync<RuleRecord>(
            "SELECT rule_id, built_in, type, level, severity, kind, parameters, names, messages, remedies FROM validation_rule ORDER BY position"))
            .Select(ToRule).ToList();
        return new CatalogueSnapshot(version, codelists, indicators, profiles, groups, rules)
        {
            Schedules = await ReadSchedulesAsync(connection),
            Obligations = await ReadObligationsAsync(connection),
            DerivedIndicators = await ReadDerivedIndicatorsAsync(connection),
        };
    }

    /// <summary>Replaces the catalogue by what files say, unless it is the same, and announces the new version.</summary>
    /// <returns>Whether anything changed.</returns>
    /// <exception cref="CatalogueFileException">The files lack codes that figures use.</exception>
    public async Task<bool> LoadAsync(CatalogueFiles files, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync($"SELECT pg_advisory_xact_lock({Database.AdvisoryLocks.Schema})");
        if (await VersionAsync(connection) == files.Version)
            return false;

        await RemoveCodesAsync(connection, files);
        await UpsertCodesAsync(connection, files);
        await ReplaceStructuresAsync(connection, files);
        await ReplaceCalendarAsync(connection, files);
        await ReplaceDerivedIndicatorsAsync(connection, files);
        await connection.ExecuteAsync(
            """
            INSERT INTO catalogue_version (version, loaded_at) VALUES (@Version, @Now)
            ON CONFLICT (only_row) DO UPDATE SET version = @Version, loaded_at = @Now
            """,
            new { files.Version, Now = time.GetUtcNow() });
        await connection.ExecuteAsync($"NOTIFY {NotificationChannel}");
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static Task<string?> VersionAsync(NpgsqlConnection connection) =>
        connection.ExecuteScalarAsync<string?>("SELECT version FROM catalogue_version");

    private static async Task RemoveCodesAsync(NpgsqlConnection connection, CatalogueFiles files)
    {
        var kept = files.Codes.Select(row => (row.Codelist, row.Code)).ToHashSet();
        var removed = (await connection.QueryAsync<(int Id, string Codelist, string Code)>("SELECT id, codelist, code FROM code"))
            .Where(row => !kept.Contains((row.Codelist, row.Code))).ToList();
        if (removed.Count == 0)
            return;

        // Every column that holds ids of codes: one a dimension, and the unit.
        var uses = Dimension.All
            .Select(dimension => $"SELECT {dimension.FieldName} AS id FROM series WHERE {dimension.FieldName} = ANY(@Ids)")
            .Append("SELECT unit_measure FROM series_current WHERE unit_measure = ANY(@Ids)")
            .Append("SELECT unit_measure FROM series_history WHERE unit_measure = ANY(@Ids)")
            .Append("SELECT unit_measure FROM staged_series WHERE unit_measure = ANY(@Ids)");
        var used = (await connection.QueryAsync<int>(
            string.Join(" UNION ", uses), new { Ids = removed.Select(row => row.Id).ToArray() })).ToHashSet();
        var faults = removed.Where(row => used.Contains(row.Id))
            .Select(row => $"codelists/{row.Codelist}.csv: the code '{row.Code}' is gone, but figures use it. Keep it, and give it a valid_to if it is no longer in use.")
            .ToList();
        if (faults.Count > 0)
            throw new CatalogueFileException(faults);
        await connection.ExecuteAsync("DELETE FROM code WHERE id = ANY(@Ids)", new { Ids = removed.Select(row => row.Id).ToArray() });
    }

    private static Task<int> UpsertCodesAsync(NpgsqlConnection connection, CatalogueFiles files) => connection.ExecuteAsync(
        """
        INSERT INTO code (codelist, code, parent, names, valid_from, valid_to, aliases, position)
        SELECT codelist, code, parent, names, valid_from, valid_to, string_to_array(aliases, ';'), position
        FROM unnest(@Codelists, @Codes, @Parents, @Names::jsonb[], @From, @To, @Aliases, @Positions)
            AS k (codelist, code, parent, names, valid_from, valid_to, aliases, position)
        ON CONFLICT (codelist, code) DO UPDATE SET
            parent = excluded.parent, names = excluded.names, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
            aliases = excluded.aliases, position = excluded.position
        """,
        new
        {
            Codelists = files.Codes.Select(row => row.Codelist).ToArray(),
            Codes = files.Codes.Select(row => row.Code).ToArray(),
            Parents = files.Codes.Select(row => row.Parent).ToArray(),
            Names = files.Codes.Select(row => ToJson(row.Names)).ToArray(),
            From = files.Codes.Select(row => row.ValidFrom).ToArray(),
            To = files.Codes.Select(row => row.ValidTo).ToArray(),
            Aliases = files.Codes.Select(row => string.Join(';', row.Aliases)).ToArray(),
            Positions = Enumerable.Range(0, files.Codes.Count).ToArray(),
        });

    private static async Task ReplaceStructuresAsync(NpgsqlConnection connection, CatalogueFiles files)
    {
        await connection.ExecuteAsync("DELETE FROM codelist; DELETE FROM indicator; DELETE FROM profile; DELETE FROM area_group_member; DELETE FROM validation_rule");
        await connection.ExecuteAsync(
            "INSERT INTO codelist (codelist, version, names, source, position) VALUES (@Id, @Version, @Names::jsonb, @Source, @Position)",
            files.Codelists.Select((row, position) => new { row.Id, row.Version, Names = ToJson(row.Names), row.Source, position }));
        await connection.ExecuteAsync(
            """
            INSERT INTO indicator (code, part, thematic_area, definitions, measure_kind, unit_measure, unit_mult, freq, breakdowns, aggregation,
                                   weight_indicator, mirror_indicator, source_model, small_count_threshold)
            VALUES (@Code, @Part, @ThematicArea, jsonb_build_object('en', @Definition::text), @MeasureKind, @UnitMeasure, @UnitMult, @Freq,
                    @Breakdowns, @Aggregation, @WeightIndicator, @MirrorIndicator, @SourceModel, @SmallCountThreshold)
            """,
            files.Indicators.Select(row => new
            {
                row.Code,
                row.Part,
                row.ThematicArea,
                row.Definition,
                row.MeasureKind,
                row.UnitMeasure,
                row.UnitMult,
                row.Freq,
                Breakdowns = row.Breakdowns.ToArray(),
                row.Aggregation,
                row.WeightIndicator,
                row.MirrorIndicator,
                row.SourceModel,
                row.SmallCountThreshold,
            }));
        await connection.ExecuteAsync(
            """
            INSERT INTO profile (profile, names, freq, description, indicators, position)
            VALUES (@Id, @Names::jsonb, @Freq, @Description, @Indicators, @Position)
            """,
            files.Profiles.Select((row, position) => new
            {
                row.Id,
                Names = ToJson(row.Names),
                row.Freq,
                row.Description,
                Indicators = row.Indicators.ToArray(),
                position,
            }));
        await connection.ExecuteAsync(
            """
            INSERT INTO area_group_member (area_group, area, valid_from, valid_to, position)
            VALUES (@AreaGroup, @Area, @ValidFrom, @ValidTo, @Position)
            """,
            files.Members.Select((row, position) => new { row.AreaGroup, row.Area, row.ValidFrom, row.ValidTo, position }));
        await connection.ExecuteAsync(
            """
            INSERT INTO validation_rule (rule_id, built_in, type, level, severity, kind, parameters, names, messages, remedies, position)
            VALUES (@Id, @BuiltIn, @Type, @Level, @Severity, @Kind, @Parameters::jsonb, @Names::jsonb, @Messages::jsonb, @Remedies::jsonb, @Position)
            """,
            files.ValidationRules.Select(row => row.Rule).Select((rule, position) => new
            {
                rule.Id,
                BuiltIn = rule.BuiltIn == FindingRule.Unspecified ? null : (int?)rule.BuiltIn,
                rule.Type,
                rule.Level,
                Severity = rule.Severity.ToString(),
                rule.Kind,
                Parameters = JsonSerializer.Serialize(rule.Parameters),
                Names = ToJson(rule.Names),
                Messages = ToJson(rule.Messages),
                Remedies = ToJson(rule.Remedies),
                position,
            }));
    }

    private static CodelistCode ToCode(CodeRecord row) =>
        new(
        row.Id, row.Code, row.Parent, ToText(row.Names), row.ValidFrom, row.ValidTo,
        row.Aliases.Split(';', StringSplitOptions.RemoveEmptyEntries));

    private static Indicator ToIndicator(IndicatorRecord row, Codelist units) => new()
    {
        Code = row.Code,
        Part = row.Part,
        ThematicArea = row.ThematicArea,
        Names = ToText(row.Names),
        Definition = row.Definition,
        MeasureKind = Enum.Parse<MeasureKind>(row.MeasureKind, ignoreCase: true),
        UnitMeasure = units.Find(row.UnitMeasure)!,
        UnitMult = row.UnitMult,
        Freq = row.Freq,
        Breakdowns = row.Breakdowns.ToHashSet(StringComparer.Ordinal),
        Aggregation = Enum.Parse<Aggregation>(row.Aggregation, ignoreCase: true),
        WeightIndicator = row.WeightIndicator,
        MirrorIndicator = row.MirrorIndicator,
        SourceModel = row.SourceModel,
        SmallCountThreshold = row.SmallCountThreshold,
    };

    private static ValidationRule ToRule(RuleRecord row) => new()
    {
        Id = row.RuleId,
        BuiltIn = (FindingRule)(row.BuiltIn ?? 0),
        Type = row.Type,
        Level = row.Level,
        Severity = Enum.Parse<FindingSeverity>(row.Severity),
        Kind = row.Kind,
        Parameters = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Parameters)!,
        Names = ToText(row.Names),
        Messages = ToText(row.Messages),
        Remedies = ToText(row.Remedies),
    };

    private static string ToJson(LocalisedText text) => JsonSerializer.Serialize(text.ByLanguage);

    private static LocalisedText ToText(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new LocalisedText(document.RootElement.GetProperty("en").GetString()!, document.RootElement.GetProperty("ru").GetString()!);
    }

    private sealed record CodeRecord(
        int Id, string Codelist, string Code, string? Parent, string Names, DateOnly? ValidFrom, DateOnly? ValidTo, string Aliases);

    private sealed record CodelistRecord(string Codelist, string Version, string Names, string Source);

    // Dapper fills arrays through properties only.
    private sealed record IndicatorRecord
    {
        public required string Code { get; init; }

        public required string Part { get; init; }

        public required string ThematicArea { get; init; }

        public required string Names { get; init; }

        public required string Definition { get; init; }

        public required string MeasureKind { get; init; }

        public required string UnitMeasure { get; init; }

        public required int UnitMult { get; init; }

        public required string Freq { get; init; }

        public required string[] Breakdowns { get; init; }

        public required string Aggregation { get; init; }

        public string? WeightIndicator { get; init; }

        public string? MirrorIndicator { get; init; }

        public required string SourceModel { get; init; }

        public int SmallCountThreshold { get; init; }
    }

    private sealed record ProfileRecord
    {
        public required string Profile { get; init; }

        public required string Names { get; init; }

        public required string Freq { get; init; }

        public required string Description { get; init; }

        public required string[] Indicators { get; init; }
    }

    private sealed record RuleRecord(
        string RuleId, int? BuiltIn, string Type, string Level, string Severity, string Kind, string Parameters, string Names, string Messages,
        string Remedies);

    private sealed record MemberRecord(string AreaGroup, string Area, DateOnly? ValidFrom, DateOnly? ValidTo);
}
