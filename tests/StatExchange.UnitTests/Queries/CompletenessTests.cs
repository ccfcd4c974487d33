using StatExchange.Server.Database.Figures;
using StatExchange.Server.Queries.Completeness;
using StatExchange.V1;

namespace StatExchange.UnitTests.Queries;

/// <summary>How a cell of a profile is judged by what is there of it.</summary>
public sealed class CompletenessTests
{
    private static readonly DateOnly DueDate = new(2023, 9, 30);
    private static readonly PlannedPeriod Owed = new(2022, IsOwed: true, DueDate);
    private static readonly PlannedPeriod WithoutDueDate = new(2022, IsOwed: true, null);
    private static readonly PlannedPeriod NotOwed = new(2022, IsOwed: false, null);

    // A letter a period of the year: A a value, Q suppressed, M cannot exist, O no value, - nothing.
    [Theory]
    [InlineData(MeasureKind.Flow, "A", "A", nameof(CoverageKind.Complete), "")]
    [InlineData(MeasureKind.Flow, "A3", "A", nameof(CoverageKind.Complete), "")]
    [InlineData(MeasureKind.Flow, "A", "Q", nameof(CoverageKind.Complete), "")]
    [InlineData(MeasureKind.Flow, "A", "E", nameof(CoverageKind.Complete), "")]
    [InlineData(MeasureKind.Flow, "A", "M", nameof(CoverageKind.CannotExist), "")]
    [InlineData(MeasureKind.Flow, "A", "L", nameof(CoverageKind.ValuesMissing), "2022")]
    [InlineData(MeasureKind.Flow, "A", "-", nameof(CoverageKind.Nothing), "")]
    [InlineData(MeasureKind.Flow, "Q", "AQMA", nameof(CoverageKind.Complete), "")]
    [InlineData(MeasureKind.Flow, "Q", "MMMM", nameof(CoverageKind.CannotExist), "")]
    [InlineData(MeasureKind.Flow, "Q", "AA-O", nameof(CoverageKind.PeriodsMissing), "2022-Q3 2022-Q4")]
    [InlineData(MeasureKind.Flow, "Q", "AAHO", nameof(CoverageKind.ValuesMissing), "2022-Q3 2022-Q4")]
    [InlineData(MeasureKind.Ratio, "Q", "AAA-", nameof(CoverageKind.PeriodsMissing), "2022-Q4")]
    [InlineData(MeasureKind.Stock, "Q", "---A", nameof(CoverageKind.Complete), "")]
    [InlineData(MeasureKind.Stock, "Q", "AAAM", nameof(CoverageKind.CannotExist), "")]
    [InlineData(MeasureKind.Stock, "Q", "AAA-", nameof(CoverageKind.PeriodsMissing), "2022-Q4")]
    [InlineData(MeasureKind.Stock, "M", "AAAAAAAAAAAO", nameof(CoverageKind.ValuesMissing), "2022-12")]
    [InlineData(MeasureKind.Flow, "D", "AAAA", nameof(CoverageKind.OtherFrequency), "")]
    public void A_year_is_covered_by_all_its_periods_and_of_a_stock_by_the_last(MeasureKind measure, string freq, string letters, string kind, string lacking)
    {
        var frequency = Frequency.Find(freq)!;
        var coverage = YearCoverage.Of(2022, measure, [KeyValuePair.Create(frequency, Figures(frequency, letters))]);
        Assert.Equal(kind, $"{coverage.Kind}");
        Assert.Equal(lacking, string.Join(' ', coverage.Lacking.Select(period => new TimePeriod(frequency, period))));
    }

    [Fact]
    public void Of_several_frequencies_the_nearest_to_complete_counts()
    {
        var (annual, quarterly) = (Frequency.Find("A")!, Frequency.Find("Q")!);
        Assert.Equal(quarterly, Of("O", "AAAA").Frequency);
        Assert.Equal(annual, Of("A", "AAAA").Frequency);
        Assert.Equal((CoverageKind.PeriodsMissing, quarterly), (Of("O", "AAA-").Kind, Of("O", "AAA-").Frequency));

        YearCoverage Of(string year, string quarters) => YearCoverage.Of(
            2022, MeasureKind.Flow, [KeyValuePair.Create(quarterly, Figures(quarterly, quarters)), KeyValuePair.Create(annual, Figures(annual, year))]);
    }

    [Fact]
    public void It_is_so_since_the_release_that_made_it_so_for_good()
    {
        var history = new TotalHistory(MeasureKind.Flow);
        var quarterly = Frequency.Find("Q")!;
        history.Add(quarterly, [Vintage(1, "AAA-"), Vintage(2, "---A"), Vintage(3, "AA--"), Vintage(7, "A---")]);
        Assert.Equal((CoverageKind.Complete, 2L), (history.At(2022).Coverage.Kind, history.At(2022).SinceReleaseId));
        Assert.Equal((CoverageKind.Nothing, 0L), (history.At(2021).Coverage.Kind, history.At(2021).SinceReleaseId));

        // Deleted with the fourth, there again with the sixth: as another series, which is added by itself.
        history.Add(quarterly, [new VintageColumns(4, Columns(quarterly, ""), [], [(2022 * 4) + 1])]);
        Assert.Equal(CoverageKind.PeriodsMissing, history.At(2022).Coverage.Kind);
        history.Add(Frequency.Find("A")!, [new VintageColumns(6, Columns(Frequency.Find("A")!, "A"), [0], [])]);
        Assert.Equal((CoverageKind.Complete, 6L), (history.At(2022).Coverage.Kind, history.At(2022).SinceReleaseId));

        VintageColumns Vintage(long release, string letters) => new(release, Columns(quarterly, letters), new long[letters.Count(letter => letter != '-')], []);
    }

    [Theory]
    [InlineData(nameof(CoverageKind.Complete), "2023-09-30T23:59:59Z", CompletenessState.Delivered, 0)]
    [InlineData(nameof(CoverageKind.Complete), "2023-10-01T00:00:00Z", CompletenessState.Late, 1)]
    [InlineData(nameof(CoverageKind.Complete), "2022-09-30T00:00:00Z", CompletenessState.Delivered, -365)]
    [InlineData(nameof(CoverageKind.CannotExist), "2023-10-01T00:00:00Z", CompletenessState.NotApplicable, 0)]
    [InlineData(nameof(CoverageKind.PeriodsMissing), "2023-10-01T00:00:00Z", CompletenessState.Partial, 92)]
    [InlineData(nameof(CoverageKind.TotalMissing), "2023-10-01T00:00:00Z", CompletenessState.Partial, 92)]
    [InlineData(nameof(CoverageKind.Nothing), "2023-10-01T00:00:00Z", CompletenessState.Missing, 92)]
    public void What_is_owed_is_compared_with_its_due_date(string kind, string publishedAt, CompletenessState state, int daysLate)
    {
        var verdict = CellVerdict.Of(Owed, [Provider(1, Enum.Parse<CoverageKind>(kind))], new DateOnly(2023, 12, 31), _ => DateTime.Parse(publishedAt).ToUniversalTime());
        Assert.Equal((state, daysLate), (verdict.State, verdict.DaysLate));
    }

    [Fact]
    public void Until_the_due_date_is_over_nothing_is_missing_and_without_one_nothing_is_late()
    {
        Assert.Equal(CompletenessState.NotDue, Judge(Owed, DueDate).State);
        Assert.Equal((CompletenessState.Missing, 1), (Judge(Owed, DueDate.AddDays(1)).State, Judge(Owed, DueDate.AddDays(1)).DaysLate));
        Assert.Equal((CompletenessState.Partial, 0), (Judge(Owed, DueDate, CoverageKind.ValuesMissing).State, Judge(Owed, DueDate, CoverageKind.ValuesMissing).DaysLate));
        Assert.Equal((CompletenessState.Missing, 0), (Judge(WithoutDueDate, DateOnly.MaxValue).State, Judge(WithoutDueDate, DateOnly.MaxValue).DaysLate));
        Assert.Equal((CompletenessState.Delivered, 0), (Judge(WithoutDueDate, DateOnly.MaxValue, CoverageKind.Complete).State, Judge(WithoutDueDate, DateOnly.MaxValue, CoverageKind.Complete).DaysLate));
    }

    [Fact]
    public void Who_owes_nothing_lacks_nothing_and_may_deliver_all_the_same()
    {
        Assert.Equal(CompletenessState.NotApplicable, Judge(NotOwed, DateOnly.MaxValue).State);
        Assert.Equal(CompletenessState.NotApplicable, Judge(NotOwed, DateOnly.MaxValue, CoverageKind.PeriodsMissing).State);
        Assert.Equal(CompletenessState.Delivered, Judge(NotOwed, DateOnly.MaxValue, CoverageKind.Complete).State);
    }

    [Fact]
    public void Of_several_providers_the_nearest_to_delivered_says_so_and_of_two_the_first()
    {
        ProviderCoverage[] providers = [Provider(1, CoverageKind.PeriodsMissing), Provider(2, CoverageKind.Complete, since: 9), Provider(3, CoverageKind.Complete, since: 8), Provider(4, CoverageKind.CannotExist)];
        Assert.Equal(3, CellVerdict.Of(Owed, providers, DueDate, _ => DateTime.UnixEpoch).Decisive!.Provider);
        Assert.Equal(4, CellVerdict.Of(Owed, [providers[0], providers[3]], DueDate, _ => DateTime.UnixEpoch).Decisive!.Provider);
    }

    private static CellVerdict Judge(PlannedPeriod period, DateOnly asOfDay, CoverageKind kind = CoverageKind.Nothing) =>
        CellVerdict.Of(period, [Provider(1, kind)], asOfDay, _ => new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    private static ProviderCoverage Provider(int provider, CoverageKind kind, long since = 1) => new(provider, new YearCoverage(kind, Frequency.Find("A"), []), since);

    private static Dictionary<int, FigureState> Figures(Frequency frequency, string letters) => Periods(frequency, letters)
        .ToDictionary(entry => entry.Period, entry => entry.Letter == '-' ? FigureState.Absent : FigureStates.Of(entry.Letter));

    private static SeriesColumns Columns(Frequency frequency, string letters)
    {
        var made = Periods(frequency, letters).Where(entry => entry.Letter != '-').ToList();
        return new SeriesColumns
        {
            UnitMeasure = 0,
            UnitMult = 0,
            Decimals = 0,
            Periods = [.. made.Select(entry => entry.Period)],
            Values = new long[made.Count],
            ObsStatus = string.Concat(made.Select(entry => entry.Letter)),
        };
    }

    private static IEnumerable<(int Period, char Letter)> Periods(Frequency frequency, string letters) =>
        letters.Select((letter, index) => (frequency.OrdinalOf(new DateOnly(2022, 1, 1)) + index, letter));
}
