using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Queries;

/// <summary>A warning needs a justification, which stays with the vintage of the figure and is shown to whoever compares it.</summary>
public sealed class JustificationTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private const string Rule = "VRT_SIZE";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Warnings_are_published_only_with_a_justification()
    {
        var key = Key(counterpart: "RU");
        await exchange.Client.PublishAsync(Provider, Append(Series(key, At("2016", 1000), At("2017", 1010))));
        var revision = await exchange.Client.UploadAsync(Provider, Append(Series(key, At("2017", 2010)), firstRow: 5));
        Assert.Equal((SubmissionState.Received, 1), (revision.Submission.State, revision.Submission.UnjustifiedWarnings));
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => revision.PublishAsync(Cancellation));
        Assert.Equal((ErrorReason.WarningsNotJustified, "1"), (failure.Reason, failure.Metadata["warnings"]));
        Assert.Equal("2016=1000 2017=1010", await ReadAsync("RU"));

        Assert.Equal(0, await revision.JustifyAsync(new WarningJustification { Text = "no", RuleId = "VNO_MEDIAN" }, Cancellation));
        Assert.Equal(1, await revision.JustifyAsync(new WarningJustification { Text = "The register was corrected.", Author = "A. Author" }, Cancellation));
        var warning = Assert.Single(await revision.FindingsAsync(new FindingQuery { Severity = FindingSeverity.Warning }).ToListAsync(Cancellation));
        Assert.Equal((Rule, 5, "The register was corrected."), (warning.RuleId, warning.Row, warning.Justification.Text));
        Assert.Empty(await revision.FindingsAsync(new FindingQuery { UnjustifiedOnly = true }).ToListAsync(Cancellation));
        await revision.PublishAsync(Cancellation);
        Assert.Equal("2016=1000 2017=2010", await ReadAsync("RU"));
    }

    [Fact]
    public async Task A_justification_is_shown_with_its_vintage_and_no_other()
    {
        var key = Key(counterpart: "UZ");
        var first = await exchange.Client.PublishAsync(Provider, Append(Series(key, At("2016", 1000), At("2017", 1010))));
        var second = await ReviseAsync(key, "The register was corrected.", At("2017", 2010));
        Assert.Equal(["2017 The register was corrected."], await JustificationsAsync("UZ"));
        Assert.Empty(await JustificationsAsync("UZ", first.ReleaseId));

        // Another figure of the series changes: this one is what it was.
        await exchange.Client.PublishAsync(Provider, Append(Series(key, At("2016", 1001))));
        Assert.Equal(["2017 The register was corrected."], await JustificationsAsync("UZ"));

        // The figure itself changes, by little: what was said of the old one is not said of this one.
        await exchange.Client.PublishAsync(Provider, Append(Series(key, At("2017", 2011))));
        Assert.Empty(await JustificationsAsync("UZ"));
        Assert.Equal(["2017 The register was corrected."], await JustificationsAsync("UZ", second.ReleaseId));

        var trace = await exchange.Client.TraceAsync(
            new SeriesKey(key) { DataProvider = Provider }, "2017", new AsOf { ReleaseId = second.ReleaseId }, Cancellation);
        Assert.Equal((Rule, second.ReleaseId), (Assert.Single(trace.Justifications).RuleId, trace.Justifications[0].ReleaseId));
    }

    [Fact]
    public async Task A_justification_stays_with_a_figure_of_which_only_the_comment_changes()
    {
        var key = Key(counterpart: "KG");
        await exchange.Client.PublishAsync(Provider, Append(Series(key, At("2016", 1000), At("2017", 1010))));
        await ReviseAsync(key, "The register was corrected.", At("2017", 2010));
        await exchange.Client.PublishAsync(Provider, Append(Series(key, At("2017", 2010.0m, comment: "a remark"))));
        Assert.Equal(["2017 The register was corrected."], await JustificationsAsync("KG"));
    }

    [Fact]
    public async Task What_an_error_leaves_out_needs_no_justification_and_leaves_none()
    {
        var key = Key(counterpart: "TJ");
        await exchange.Client.PublishAsync(Provider, Append(Series(key, At("2016", 1000), At("2017", 1010))));
        using var submission = await RawSubmission.UploadAsync(
            exchange.Server, Provider, [Append(Series(key, At("2016", 1001), At("2017", -5)))], opening => opening.ErrorHandling = ErrorHandling.LeaveOut);
        Assert.Equal((1, 0, 1), (submission.State.Errors, submission.State.Warnings, submission.State.ObservationsLeftOut));
        var handle = await exchange.Server.As(Provider).Client.GetSubmissionAsync(submission.State.SubmissionId, Cancellation);
        await handle.PublishAsync(Cancellation);
        Assert.Equal("2016=1001 2017=1010", await ReadAsync("TJ"));
        Assert.Empty(await JustificationsAsync("TJ"));
    }

    [Fact]
    public async Task A_rule_that_does_not_exist_is_told_with_the_nearest()
    {
        var received = await exchange.Client.UploadAsync(Provider, Append(Series(Key(counterpart: "AM"), At("2016", 1000))));
        var failure = await Assert.ThrowsAsync<StatExchangeException>(
            () => received.JustifyAsync(new WarningJustification { Text = "x", RuleId = "VRT_SIZES" }, Cancellation));
        Assert.Contains("VRT_SIZE?", Assert.Single(failure.FieldViolations).Description, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StatExchangeException>(
            async () => await received.FindingsAsync(new FindingQuery { RuleId = "NOPE" }).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Only_received_submissions_take_justifications_and_each_needs_words()
    {
        var open = await exchange.Client.OpenAsync(Provider);
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => open.JustifyAsync(new WarningJustification { Text = "x" }, Cancellation));
        Assert.Equal(ErrorReason.SubmissionState, failure.Reason);
        failure = await Assert.ThrowsAsync<StatExchangeException>(() => open.JustifyAsync(new WarningJustification { Text = " " }, Cancellation));
        Assert.Equal("text", Assert.Single(failure.FieldViolations).Field);
    }

    private async Task<Release> ReviseAsync(SeriesKey key, string justification, params Observation[] observations)
    {
        var revision = await exchange.Client.UploadAsync(Provider, Append(Series(key, observations)));
        await revision.JustifyAsync(new WarningJustification { Text = justification }, Cancellation);
        return (await revision.PublishAsync(Cancellation)).Release;
    }

    private async Task<List<string>> JustificationsAsync(string counterpart, long? release = null)
    {
        var query = Of(counterpart);
        if (release is { } id)
            query = query.AsOfRelease(id);
        await using var answer = await exchange.Client.QuerySeriesAsync(query, Cancellation);
        var justifications = new List<string>();
        await foreach (var series in answer.ReadJustifiedSeriesAsync(Cancellation))
            justifications.AddRange(series.Justifications.Select(one => $"{one.Period} {one.Justification.Text}"));
        return justifications;
    }

    private Task<string> ReadAsync(string counterpart) => exchange.Client.ReadTextAsync(Of(counterpart));

    private static SeriesQuery Of(string counterpart) => new SeriesQuery().Where("REF_AREA", "KZ").Where("COUNTERPART_AREA", counterpart);
}
