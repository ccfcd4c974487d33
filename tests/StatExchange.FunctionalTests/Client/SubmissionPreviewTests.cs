using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Client;

/// <summary>A preview as the library gives it: the changes, then the summary.</summary>
public sealed class SubmissionPreviewTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_summary_comes_after_the_changes_or_alone()
    {
        var submission = await exchange.Client.UploadAsync(
            Provider, Append(Series(Key(), At("1901", 1m))), Append(Series(Key(counterpart: "RU"), At("1901", 2m))));
        await using (var preview = await submission.PreviewAsync(cancellationToken: Cancellation))
        {
            Assert.Throws<InvalidOperationException>(() => preview.Summary);
            Assert.Equal(2, await preview.ReadChangesAsync(Cancellation).CountAsync(Cancellation));
            Assert.Equal((2, 2), (preview.Summary.Total.SeriesAdded, preview.Summary.Total.Added));
        }

        await using (var passedOver = await submission.PreviewAsync(cancellationToken: Cancellation))
            Assert.Equal(2, (await passedOver.ReadSummaryAsync(Cancellation)).Total.Added);
        await using (var alone = await submission.PreviewAsync(summaryOnly: true, cancellationToken: Cancellation))
        {
            Assert.Equal(2, alone.Summary.Total.Added);
            Assert.Empty(await alone.ReadChangesAsync(Cancellation).ToListAsync(Cancellation));
        }

        await submission.WithdrawAsync("test", Cancellation);
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => submission.PreviewAsync(cancellationToken: Cancellation));
        Assert.Equal(ErrorReason.SubmissionState, failure.Reason);
    }

    [Fact]
    public async Task A_change_may_be_larger_than_a_decimal_holds()
    {
        var key = Key("CTX_LF_TOT", counterpart: "");
        var small = await exchange.Client.UploadAsync(Provider, Append(Series(key, At("1911", 0.000000000000001m))));
        if (small.Submission.UnjustifiedWarnings > 0)
            await small.JustifyAsync(new WarningJustification { Text = "test" }, Cancellation);
        await small.PublishAsync(Cancellation);
        var submission = await exchange.Client.UploadAsync(Provider, Do(SeriesAction.Replace, Series(key, At("1911", 900_000_000_000_000_000m))));
        await using var preview = await submission.PreviewAsync(cancellationToken: Cancellation);

        var change = Assert.Single((await preview.ReadChangesAsync(Cancellation).SingleAsync(Cancellation)).Observations());
        Assert.Equal((ChangeKind.Changed, null), (change.Kind, change.Percent));
        Assert.InRange(preview.Summary.Total.LargestChangePercent, 8e34, 1e35);
    }
}
