using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Submissions.Life;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Submissions and findings as the contract shows them.</summary>
internal static class SubmissionMapping
{
    private static readonly JsonParser Keys = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>A submission.</summary>
    public static Submission ToProto(this SubmissionRecord record)
    {
        var submission = new Submission
        {
            SubmissionId = record.SubmissionId.ToString(),
            Organisation = record.Organisation,
            ClientToken = record.ClientToken,
            Dataflow = record.Dataflow,
            SourceName = record.SourceName,
            State = record.State,
            OpenedAt = record.OpenedAt.ToTimestamp(),
            ReceivedAt = record.ReceivedAt?.ToTimestamp(),
            ClosedAt = record.ClosedAt?.ToTimestamp(),
            Batches = record.LastBatch,
            Series = record.Series,
            Observations = record.Observations,
            Errors = record.Errors,
            Warnings = record.Warnings,
            Information = record.Information,
            UnjustifiedWarnings = record.UnjustifiedWarnings,
            ObservationsLeftOut = record.LeftOut,
            DryRun = record.DryRun,
            ErrorHandling = record.ErrorHandling,
            MappingId = record.MappingId,
            MappingVersion = record.MappingVersion,
            Profile = record.Profile,
            ReportingPeriod = record.ReportingPeriod,
            ContentDigest = record.ContentDigest,
            ReplacesSubmissionId = record.ReplacesSubmissionId?.ToString() ?? string.Empty,
            ReplacedBySubmissionId = record.ReplacedBy?.ToString() ?? string.Empty,
            Release = record.Release?.ToProto(),
        };
        if (record.EmbargoAt is { } embargo)
        {
            submission.Embargo = new Embargo
            {
                Instant = embargo.ToTimestamp(),
                TimeZone = record.EmbargoZone,
                LocalTime = EmbargoInstant.LocalTime(embargo, record.EmbargoZone),
            };
        }

        return submission;
    }

    /// <summary>A transition.</summary>
    public static SubmissionTransition ToProto(this TransitionRecord record) => new()
    {
        Number = record.Number,
        FromState = record.FromState ?? SubmissionState.Unspecified,
        ToState = record.ToState,
        At = record.At.ToTimestamp(),
        Organisation = record.Organisation,
        Person = record.Person,
        Reason = record.Reason,
    };

    /// <summary>How an organisation's submissions are published.</summary>
    public static SubmissionPolicy ToProto(this PolicyRecord record) => new()
    {
        Organisation = record.Organisation,
        RequiresApproval = record.RequiresApproval,
        SetAt = record.SetAt?.ToTimestamp(),
        SetBy = record.SetBy,
    };

    /// <summary>A finding with its words.</summary>
    public static Finding ToProto(this FindingRecord record, FindingWords words, SourceColumns columns)
    {
        var key = Keys.Parse<SeriesKey>(record.Key);
        var period = record.Period ?? PeriodText(key, record.PeriodOrdinal);
        var (message, remedy) = words.Describe(record, period);
        var rule = words.RuleOf(record);
        var (column, header) = columns.Find(record);
        var finding = new Finding
        {
            Number = record.Number,
            Rule = record.Rule,
            Severity = record.Severity,
            Batch = record.Batch,
            Row = record.Row,
            Key = key,
            Period = period,
            Concept = record.Concept,
            Value = record.Value,
            Expected = record.Expected,
            Message = message,
            Remedy = remedy,
            RuleId = rule?.Id ?? record.RuleId ?? string.Empty,
            Type = rule?.Type ?? string.Empty,
            Level = rule?.Level ?? string.Empty,
            Sheet = record.Sheet ?? string.Empty,
            Column = header,
            Cell = SourceColumns.CellName(column, record.Row),
            Facts = { FindingWords.FactsOf(record).ToDictionary(StringComparer.Ordinal) },
        };
        if (record.Justification is not null)
        {
            finding.Justification = new Justification
            {
                Text = record.Justification,
                Author = record.Author ?? string.Empty,
                JustifiedAt = record.JustifiedAt?.ToTimestamp(),
            };
        }

        return finding;
    }

    /// <summary>What a rule found.</summary>
    public static RuleOutcome ToOutcome(this Catalogue.ValidationRule rule, IReadOnlyList<FindingCount> counts, string language)
    {
        var count = counts.FirstOrDefault(count => count.RuleId is null ? count.Rule == rule.BuiltIn : count.RuleId == rule.Id);
        return new RuleOutcome
        {
            RuleId = rule.Id,
            Type = rule.Type,
            Name = rule.Names.In(language),
            Severity = rule.Severity,
            Findings = count?.Findings ?? 0,
            Rows = count?.Rows ?? 0,
            Unjustified = count?.Unjustified ?? 0,
        };
    }

    private static string PeriodText(SeriesKey key, int? ordinal) => ordinal switch
    {
        null => string.Empty,
        { } number when Frequency.Find(key.Freq) is { } frequency && frequency.Contains(number) => new TimePeriod(frequency, number).ToString(),
        { } number => number.ToString(CultureInfo.InvariantCulture),
    };
}
