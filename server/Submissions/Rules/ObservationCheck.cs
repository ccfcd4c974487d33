using System.Globalization;
using System.Text.RegularExpressions;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Database.Figures;
using StatExchange.V1;
using static StatExchange.V1.DataStructureDefinition;
using Codelist = StatExchange.Server.Catalogue.Codelist;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>Checks the observations of a piece of a series: periods, values, statuses, comments, duplicates.</summary>
internal sealed class ObservationCheck(CatalogueSnapshot catalogue)
{
    private const int MaxCommentLength = 4000;
    private const char Missing = 'O';
    private const int MaxLanguageLength = 3;

    // "Secondary confidentiality set and managed by the receiver": what this service hides for the sake of other figures, and shows
    // again when it may. A provider's word on a value of its own is another.
    private const char ReceiversOwn = 'S';

    // CL_OBS_STATUS and CL_CONF_STATUS are asked about for every observation; their codes are single letters.
    private readonly HashSet<char> _statuses = Letters(catalogue.Codelist("CL_OBS_STATUS"));
    private readonly HashSet<char> _confidentialities = Letters(catalogue.Codelist("CL_CONF_STATUS"));
    private readonly Codelist _statusCodes = catalogue.Codelist("CL_OBS_STATUS");
    private readonly Codelist _confidentialityCodes = catalogue.Codelist("CL_CONF_STATUS");

    /// <summary>
    /// The observations for staging, or null when their periods mean nothing; every fault is raised. After a fault of an
    /// observation its entry is a placeholder, which nobody sees: the submission is refused.
    /// </summary>
    public CheckedColumns? Check(
        StagedSeries piece, PieceHandling handling, Frequency? frequency, ILookup<string, RawCell> raw, PieceFindings raise)
    {
        var series = piece.Series;
        var count = series.Periods.Count;
        if (count == 0)
        {
            foreach (var cell in raw["TIME_PERIOD"])
                raise.AtObservation(FindingRule.PeriodNotOfFrequency, cell.Position, "TIME_PERIOD", cell.Text, frequency?.Example ?? string.Empty, cell.Text);
            return raw["TIME_PERIOD"].Any() ? null : new CheckedColumns(Empty(series), null, null, null);
        }

        var observations = new Draft(count);
        for (var position = 0; position < count; position++)
        {
            observations.Periods[position] = series.Periods[position];
            observations.Values[position] = series.Values.Count > 0 ? series.Values[position] : 0;
            observations.HasValue[position] = series.Values.Count > 0;
            observations.Status[position] = series.ObsStatus.Length > 0 ? series.ObsStatus[position] : NormalStatus;
            observations.Confidentiality[position] = series.ConfStatus.Length > 0 ? series.ConfStatus[position] : FreeStatus;
        }

        foreach (var position in series.WithoutValue)
            observations.HasValue[position] = false;
        var withoutPeriod = CheckPeriods(observations, frequency, raw["TIME_PERIOD"], raise);
        if (handling.Action != SeriesAction.Delete)
        {
            var withoutStatus = CheckStatuses(observations, raw, raise);
            CheckValues(observations, series, handling, withoutStatus, raw["OBS_VALUE"], raise);
            CheckComments(series, raise);
        }

        if (frequency is null)
            return null;
        var order = Order(observations, withoutPeriod, handling, raise);
        if (handling.LeavesOut && raise.Faulty.Count > 0)
            order = [.. order.Where(position => !raise.Faulty.Contains(position))];

        // Without periods a deletion would mean the whole series.
        return order.Length > 0 && (withoutPeriod.Count == 0 || handling.LeavesOut) ? Pick(observations, order, piece, handling.Action) : null;
    }

    private static HashSet<char> Letters(Codelist codelist) =>
        [.. codelist.Codes.Where(code => code.Code.Length == 1).Select(code => code.Code[0]), NotStated];

    private static SeriesColumns Empty(V1.Series series) => new()
    {
        UnitMeasure = 0,
        UnitMult = 0,
        Decimals = (short)series.Decimals,
        Source = Source(series),
        Periods = [],
        Values = [],
    };

    private static string? Source(V1.Series series) => series.Source.Length > 0 ? series.Source : null;

    // Returns the positions that have no period of the frequency.
    private static HashSet<int> CheckPeriods(Draft observations, Frequency? frequency, IEnumerable<RawCell> raw, PieceFindings raise)
    {
        var unreadable = new HashSet<int>();
        foreach (var cell in raw.Where(cell => unreadable.Add(cell.Position)))
        {
            // Without a known frequency no period can be read: FREQ's own finding says so.
            if (frequency is not null)
                raise.AtObservation(FindingRule.PeriodNotOfFrequency, cell.Position, "TIME_PERIOD", cell.Text, frequency.Example, cell.Text);
        }

        for (var position = 0; frequency is not null && position < observations.Count; position++)
        {
            if (!unreadable.Contains(position) && !frequency.Contains(observations.Periods[position]))
            {
                var ordinal = observations.Periods[position].ToString(CultureInfo.InvariantCulture);
                raise.AtObservation(FindingRule.PeriodNotOfFrequency, position, "TIME_PERIOD", ordinal, frequency.Example, ordinal);
                unreadable.Add(position);
            }
        }

        return unreadable;
    }

    // Returns the positions whose observation status is unknown.
    private HashSet<int> CheckStatuses(Draft observations, ILookup<string, RawCell> raw, PieceFindings raise)
    {
        var unknown = new HashSet<int>();
        foreach (var cell in raw["OBS_STATUS"])
        {
            raise.AtObservation(FindingRule.UnknownCode, cell.Position, "OBS_STATUS", cell.Text, _statusCodes.Nearest(cell.Text));
            unknown.Add(cell.Position);
        }

        foreach (var cell in raw["CONF_STATUS"])
            raise.AtObservation(FindingRule.UnknownCode, cell.Position, "CONF_STATUS", cell.Text, _confidentialityCodes.Nearest(cell.Text));
        for (var position = 0; position < observations.Count; position++)
        {
            var (status, confidentiality) = (observations.Status[position], observations.Confidentiality[position]);
            if (!_statuses.Contains(status))
            {
                raise.AtObservation(FindingRule.UnknownCode, position, "OBS_STATUS", $"{status}", _statusCodes.Nearest($"{status}"));
                observations.Status[position] = NotStated;
                unknown.Add(position);
            }

            if (!_confidentialities.Contains(confidentiality))
            {
                raise.AtObservation(FindingRule.UnknownCode, position, "CONF_STATUS", $"{confidentiality}", _confidentialityCodes.Nearest($"{confidentiality}"));
                observations.Confidentiality[position] = NotStated;
            }
        }

        return unknown;
    }

    private static void CheckValues(
        Draft observations, V1.Series series, PieceHandling handling, HashSet<int> withoutStatus, IEnumerable<RawCell> raw,
        PieceFindings raise)
    {
        var unreadable = new HashSet<int>();
        foreach (var cell in raw)
        {
            unreadable.Add(cell.Position);
            var rule = RuleFor(cell.Text, series.Decimals);
            var expected = rule == FindingRule.TooManyDecimals ? series.Decimals.ToString(CultureInfo.InvariantCulture) : string.Empty;
            raise.AtObservation(rule, cell.Position, "OBS_VALUE", cell.Text, expected);
        }

        for (var position = 0; position < observations.Count; position++)
        {
            var status = observations.Status[position];
            var hasValue = observations.HasValue[position];

            // What is no number is no zero either: the rules on the content are to see a gap in its place.
            if (unreadable.Contains(position))
                observations.Status[position] = Missing;

            // An unknown status may be meant to explain a gap: only its own finding is certain.
            if (unreadable.Contains(position) || (!hasValue && withoutStatus.Contains(position)))
                continue;
            if (hasValue && ForbidsValue(status))
            {
                var value = ScaledDecimal.Format(observations.Values[position], Math.Clamp(series.Decimals, 0, MaxDecimals));
                raise.AtObservation(FindingRule.ValueForbidden, position, "OBS_VALUE", value, $"{status}");
            }
            else if (!hasValue && handling.Sums)
            {
                raise.AtObservation(FindingRule.SumWithoutValue, position, "OBS_VALUE", string.Empty);
            }
            else if (!hasValue && !ForbidsValue(status) && handling.Action != SeriesAction.Merge)
            {
                raise.AtObservation(FindingRule.ValueMissing, position, "OBS_VALUE", string.Empty, $"{(status == NotStated ? NormalStatus : status)}");
                observations.Status[position] = Missing;
            }

            // A merge that only sets the flag says it of the value that is there.
            var confidentiality = observations.Confidentiality[position];
            if (confidentiality == ReceiversOwn && !ForbidsValue(status) && (hasValue || handling.Action == SeriesAction.Merge))
                raise.AtObservation(FindingRule.ConfidentialValue, position, "CONF_STATUS", $"{confidentiality}");
        }
    }

    // A cell that the client could not express: numbers say what is wrong with them, the rest is no number. One that could be held
    // is written as the file does not write numbers: with a decimal comma.
    private static FindingRule RuleFor(string text, int decimals)
    {
        const string digitsWithPoint = @"\A[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)\z";
        if (!Regex.IsMatch(text, digitsWithPoint, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            return FindingRule.NotANumber;
        var point = text.IndexOfAny(['.', ',']);
        if (point >= 0 && text.Length - point - 1 > decimals)
            return FindingRule.TooManyDecimals;
        return decimal.TryParse(text.Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            && ScaledDecimal.TryScale(value, decimals, out _) ? FindingRule.NotANumber : FindingRule.ValueOutOfRange;
    }

    private static void CheckComments(V1.Series series, PieceFindings raise)
    {
        foreach (var comment in series.Comments)
        {
            foreach (var (language, text) in comment.Text)
            {
                if (text.Length > MaxCommentLength || language.Length is 0 or > MaxLanguageLength || !language.All(char.IsAsciiLetterLower))
                    raise.AtObservation(FindingRule.TextTooLong, comment.Position, "COMMENT_OBS", text, $"{MaxCommentLength}");
            }
        }
    }

    private static int[] Order(Draft observations, HashSet<int> withoutPeriod, PieceHandling handling, PieceFindings raise)
    {
        var order = Enumerable.Range(0, observations.Count).Where(position => !withoutPeriod.Contains(position)).ToArray();
        for (var i = 1; i < order.Length; i++)
        {
            if (observations.Periods[order[i - 1]] >= observations.Periods[order[i]])
            {
                // Keys with their place as a second criterion: the first of two duplicates stays the first.
                Array.Sort(order, (left, right) =>
                    (observations.Periods[left], left).CompareTo((observations.Periods[right], right)));
                break;
            }
        }

        if (handling.Sums)
            return order;
        var distinct = new List<int>(order.Length);
        foreach (var position in order)
        {
            if (distinct.Count == 0 || observations.Periods[distinct[^1]] != observations.Periods[position])
            {
                distinct.Add(position);
            }
            else if (handling.Action != SeriesAction.Delete)
            {
                var first = raise.RowAt(distinct[^1]);
                raise.AtObservation(
                    FindingRule.DuplicateObservation, position, "TIME_PERIOD", string.Empty, first > 0 ? $"{first}" : string.Empty);
            }
        }

        return [.. distinct];
    }

    private static CheckedColumns Pick(Draft observations, int[] order, StagedSeries piece, SeriesAction action)
    {
        var replaces = action == SeriesAction.Replace;
        var statuses = Pick(observations.Status, order, NormalStatus, replaces);
        var comments = Comments(piece.Series, observations.Periods);
        var withoutValue = action == SeriesAction.Merge
            ? order.Where(position => !observations.HasValue[position] && !ForbidsValue(observations.Status[position]))
                .Select(position => observations.Periods[position]).ToArray()
            : [];
        return new CheckedColumns(
            new SeriesColumns
            {
                UnitMeasure = 0,
                UnitMult = 0,
                Decimals = (short)Math.Clamp(piece.Series.Decimals, 0, MaxDecimals),
                Source = Source(piece.Series),
                Periods = Array.ConvertAll(order, position => observations.Periods[position]),
                Values = Array.ConvertAll(order, position => observations.Values[position]),
                ObsStatus = statuses,
                ConfStatus = Pick(observations.Confidentiality, order, FreeStatus, replaces),
                Comments = comments,
            },
            withoutValue.Length > 0 ? withoutValue : null,
            piece.Rows.Count > 0 ? Array.ConvertAll(order, position => piece.Rows[position]) : null,
            piece.Origin is { ValueColumns.Count: > 0 } origin ? Array.ConvertAll(order, position => origin.ValueColumns[position]) : null);
    }

    private static string? Pick(char[] letters, int[] order, char standard, bool fillIn)
    {
        var picked = string.Create(order.Length, (letters, order), static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source.letters[source.order[i]];
        });
        if (fillIn)
            picked = picked.Replace(NotStated, standard);
        return picked.AsSpan().ContainsAnyExcept(standard) ? picked : null;
    }

    private static ObservationComments? Comments(V1.Series series, int[] periods)
    {
        if (series.Comments.Count == 0)
            return null;
        var comments = new ObservationComments();
        foreach (var comment in series.Comments)
            comments[periods[comment.Position]] = new SortedDictionary<string, string>(comment.Text, StringComparer.Ordinal);
        return comments;
    }

    // The observations in the order they came, while they are checked.
    private sealed class Draft(int count)
    {
        public int Count { get; } = count;

        public int[] Periods { get; } = new int[count];

        public long[] Values { get; } = new long[count];

        public bool[] HasValue { get; } = new bool[count];

        public char[] Status { get; } = new char[count];

        public char[] Confidentiality { get; } = new char[count];
    }
}
