using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>One token of one organisation is one submission, for good.</summary>
public sealed class OpeningTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_token_finds_the_same_submission_in_whatever_state_it_is()
    {
        var token = $"{Guid.NewGuid()}";
        var opened = await exchange.Client.OpenAsync("AM.ARMSTAT", token);
        Assert.Equal(SubmissionState.Open, opened.Submission.State);
        Assert.Equal(opened.Submission, (await exchange.Client.OpenAsync("AM.ARMSTAT", token)).Submission);

        await opened.UploadAsync(new[] { Append(Series(Key(refArea: "AM"), At("2016", 1m))) }.ToAsyncEnumerable(), cancellationToken: Cancellation);
        Assert.Equal(opened.Submission, (await exchange.Client.OpenAsync("AM.ARMSTAT", token)).Submission);
        var published = await opened.PublishAsync(Cancellation);
        Assert.Equal(published, (await exchange.Client.OpenAsync("AM.ARMSTAT", token)).Submission);
    }

    [Fact]
    public async Task The_same_token_finds_the_same_submission_after_a_restart_and_on_another_server()
    {
        var token = $"{Guid.NewGuid()}";
        string id;
        await using (var first = await ServerUnderTest.StartAsync(exchange.ConnectionString))
        {
            id = (await first.Client.OpenAsync("GE.GEOSTAT", token)).Id;
            await first.KillAsync();
        }

        await using var second = await ServerUnderTest.StartAsync(exchange.ConnectionString);
        Assert.Equal(id, (await second.Client.OpenAsync("GE.GEOSTAT", token)).Id);
        Assert.Equal(id, (await exchange.Client.OpenAsync("GE.GEOSTAT", token)).Id);
    }

    [Fact]
    public async Task Many_clients_at_once_open_one_submission_with_one_token()
    {
        var token = $"{Guid.NewGuid()}";
        var opened = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            await using var client = StatExchangeClient.Create(new StatExchangeClientOptions
            {
                Address = exchange.Server.Address,
                AccessToken = _ => ValueTask.FromResult(TestTokens.Of("KG.NSC")),
            });
            return (await client.OpenAsync("KG.NSC", token)).Id;
        }));
        Assert.Single(opened.Distinct());
        Assert.Equal(opened[0], Assert.Single(await exchange.Client.ListSubmissionsAsync("KG.NSC").ToListAsync(Cancellation)).SubmissionId);
    }

    [Fact]
    public async Task The_token_of_another_organisation_is_another_submission()
    {
        var token = $"{Guid.NewGuid()}";
        var first = await exchange.Client.OpenAsync("UZ.STAT", token);
        var second = await exchange.Client.OpenAsync("TJ.TAJSTAT", token);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(("UZ.STAT", "TJ.TAJSTAT"), (first.Submission.Organisation, second.Submission.Organisation));
    }

    [Theory]
    [InlineData("AM.ARMSTATT", "AM.ARMSTAT")]
    [InlineData("Statistics Estonia", "EE.STAT")]
    [InlineData("#", "")]
    public async Task An_unknown_organisation_is_refused_with_the_nearest(string organisation, string nearest)
    {
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.OpenAsync(organisation));
        Assert.Equal((StatusCode.NotFound, ErrorReason.OrganisationNotFound), (failure.StatusCode, failure.Reason));
        Assert.Equal((organisation, nearest), (failure.Metadata["organisation"], failure.Metadata["nearest"]));
        Assert.Contains(nearest, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PPMO:MIGRATION_PROFILE(2.0)")]
    [InlineData("ESTAT:MIGR_IMM5PRV(1.0)")]
    public async Task Another_dataflow_or_version_is_refused_with_the_one_exchanged(string dataflow)
    {
        var token = $"{Guid.NewGuid()}";
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.OpenSubmissionAsync(
            new SubmissionOpening { Organisation = "MD.NBS", ClientToken = token, Dataflow = dataflow }, Cancellation));
        Assert.Equal((StatusCode.NotFound, ErrorReason.DataflowNotFound), (failure.StatusCode, failure.Reason));
        Assert.Equal((dataflow, DataStructureDefinition.Dataflow), (failure.Metadata["dataflow"], failure.Metadata["expected"]));
        Assert.Empty(await exchange.Client.ListSubmissionsAsync("MD.NBS").ToListAsync(Cancellation));
    }

    [Fact]
    public async Task The_token_and_the_name_of_the_source_have_their_lengths()
    {
        await RefusedAsync("client_token", "", "");
        await RefusedAsync("client_token", new string('x', 129), "");
        await RefusedAsync("source_name", "token", new string('x', 501));
        await RefusedAsync("client_token", "to\0ken", "");
        await RefusedAsync("source_name", "token", "file\0name");
        var opened = await exchange.Client.OpenSubmissionAsync(
            new SubmissionOpening { Organisation = "TM.STAT", ClientToken = new string('x', 128), SourceName = new string('x', 500) }, Cancellation);
        Assert.Equal((128, 500), (opened.Submission.ClientToken.Length, opened.Submission.SourceName.Length));
    }

    private async Task RefusedAsync(string field, string token, string sourceName)
    {
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.OpenSubmissionAsync(
            new SubmissionOpening { Organisation = "TM.STAT", ClientToken = token, SourceName = sourceName }, Cancellation));
        Assert.Equal((ErrorReason.RequestInvalid, field), (failure.Reason, Assert.Single(failure.FieldViolations).Field));
    }
}
