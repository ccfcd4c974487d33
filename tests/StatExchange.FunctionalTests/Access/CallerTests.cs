using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using StatExchange.Client;
using StatExchange.FunctionalTests.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using ExitCode = StatExchange.Cli.ExitCode;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Access;

/// <summary>Who calls, as its token proves it and the service takes it.</summary>
public sealed class CallerTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private const string Other = "AM.ARMSTAT";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_sees_the_submissions_of_its_organisation_and_acts_for_that_of_each_submission()
    {
        var mine = await exchange.Server.As(Other).Client.OpenAsync("TJ.TAJSTAT");
        await exchange.Server.As(Other).Client.OpenAsync(Other);
        await mine.RefreshAsync(Cancellation);

        var client = exchange.Server.As("TJ.TAJSTAT").Client;
        Assert.Equal(mine.Submission, (await client.GetSubmissionAsync(mine.Id, Cancellation)).Submission);
        Assert.Equal([mine.Id], await client.ListSubmissionsAsync().Select(submission => submission.SubmissionId).ToListAsync(Cancellation));
        Assert.All(
            await client.ListSubmissionsAsync(Other).ToListAsync(Cancellation), submission => Assert.Equal(Other, submission.Organisation));
        var foreign = await Assert.ThrowsAsync<StatExchangeException>(
            () => exchange.Server.As(Other).Client.GetSubmissionAsync(mine.Id, Cancellation));
        Assert.Equal(ErrorReason.SubmissionNotFound, foreign.Reason);
    }

    [Fact]
    public async Task A_client_without_a_credential_is_told_what_to_bring()
    {
        var failure = await Assert.ThrowsAsync<StatExchangeException>(
            async () => await exchange.Server.AsNobody().Client.ListSubmissionsAsync().ToListAsync(Cancellation));
        Assert.Equal((StatusCode.Unauthenticated, ErrorReason.CallerUnknown), (failure.StatusCode, failure.Reason));
        Assert.Equal("authorization", failure.Metadata["metadata"]);
    }

    [Fact]
    public async Task What_a_client_states_is_not_believed()
    {
        var mine = await exchange.Server.As(Other).Client.OpenAsync("MK.STAT");
        foreach (var (stated, reason) in new[] { ("MK.STAT", ErrorReason.NotAllowed), ("MK.STATS", ErrorReason.OrganisationNotFound) })
        {
            await using var client = StatExchangeClient.Create(new StatExchangeClientOptions
            {
                Address = exchange.Server.Address,
                Organisation = stated,
                AccessToken = _ => ValueTask.FromResult(TestTokens.Of(Other)),
            });
            var failure = await Assert.ThrowsAsync<StatExchangeException>(() => client.GetSubmissionAsync(mine.Id, Cancellation));
            Assert.Equal(reason, failure.Reason);
        }

        await using var nobody = StatExchangeClient.Create(new StatExchangeClientOptions { Address = exchange.Server.Address, Organisation = "MK.STAT" });
        Assert.Equal(ErrorReason.CallerUnknown, (await Assert.ThrowsAsync<StatExchangeException>(() => nobody.GetSubmissionAsync(mine.Id, Cancellation))).Reason);
    }

    [Fact]
    public async Task A_letter_that_metadata_cannot_hold_is_answered_with_the_nearest_code()
    {
        // The first letter is Cyrillic.
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.OpenAsync("\u0410M.ARMSTAT"));
        Assert.Equal((ErrorReason.OrganisationNotFound, Other), (failure.Reason, failure.Metadata["nearest"]));
    }

    [Fact]
    public async Task Nobody_opens_a_submission_for_another_organisation()
    {
        var request = new OpenSubmissionRequest { Organisation = Provider, ClientToken = $"{Guid.NewGuid()}" };
        var failure = Failure.Of(await Assert.ThrowsAsync<RpcException>(
            async () => await exchange.Server.As(Other).Submissions.OpenSubmissionAsync(request, cancellationToken: Cancellation)));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_ALLOWED"), (failure.Code, failure.Reason));
        Assert.Equal((Other, Provider), (failure.Metadata["organisation"], failure.Metadata["needed"]));
    }

    [Fact]
    public async Task Nobody_saves_a_mapping_of_another_organisation_and_all_who_are_known_may_read_it()
    {
        var map = new StructureMap { Organisation = Provider, MappingId = "OWN", Figures = { new FiguresMap { Column = "persons" } } };
        foreach (var (concept, code) in new[] { ("INDICATOR", "BRD_ENTRY_TOT"), ("REF_AREA", "KZ"), ("TIME_PERIOD", "2017") })
            map.Components.Add(new ComponentMap { Concept = concept, Fixed = code });
        var request = new SaveMappingRequest { Mapping = map };
        foreach (var (caller, reason) in new[] { (exchange.Server.As(Other), "NOT_ALLOWED"), (exchange.Server.AsNobody(), "CALLER_UNKNOWN") })
        {
            Assert.Equal(reason, Failure.Of(await Assert.ThrowsAsync<RpcException>(
                async () => await caller.Mappings.SaveMappingAsync(request, cancellationToken: Cancellation))).Reason);
        }

        var saved = await exchange.Server.As(Other).Client.SaveMappingAsync(map, Cancellation);
        Assert.Equal(saved, await exchange.Server.As(Other).Client.GetMappingAsync(Provider, "OWN", cancellationToken: Cancellation));
        Assert.Equal(ErrorReason.CallerUnknown, (await Assert.ThrowsAsync<StatExchangeException>(
            () => exchange.Server.AsNobody().Client.GetMappingAsync(Provider, "OWN", cancellationToken: Cancellation))).Reason);
    }

    [Fact]
    public async Task Who_calls_is_the_author_of_a_justification_that_names_none()
    {
        await using var client = StatExchangeClient.Create(new StatExchangeClientOptions { CallInvoker = exchange.Server.Invoker, Person = "Әсел Жұмабаева" });
        await client.PublishAsync(Provider, Append(Series(Key(), At("2016", 1000))));
        var revised = await client.UploadAsync(Provider, Append(Series(Key(), At("2016", 2000))));
        foreach (var (author, shown) in new[] { ("", "Әсел Жұмабаева"), ("Methodology", "Methodology") })
        {
            await revised.JustifyAsync(new WarningJustification { Text = "Census", RuleId = "VRT_SIZE", Author = author }, Cancellation);
            var warning = await revised.FindingsAsync(new FindingQuery { RuleId = "VRT_SIZE" }).SingleAsync(Cancellation);
            Assert.Equal(("Census", shown), (warning.Justification.Text, warning.Justification.Author));
        }
    }

    [Fact]
    public async Task A_person_has_a_name_of_some_length()
    {
        await using var client = StatExchangeClient.Create(
            new StatExchangeClientOptions { CallInvoker = exchange.Server.Invoker, Person = new string('x', 201) });
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => client.OpenAsync(Provider));
        Assert.Equal((ErrorReason.CredentialInvalid, "malformed"), (failure.Reason, failure.Metadata["why"]));
    }

    [Fact]
    public async Task A_person_that_is_no_base64_is_refused_by_name()
    {
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } };
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(exchange.Server.Address, "/statexchange.v1.SubmissionsService/ListSubmissions"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        request.Headers.Add("authorization", $"Bearer {TestTokens.Of(Provider)}");
        Assert.True(request.Headers.TryAddWithoutValidation(CallerMetadata.Person, "!"));
        using var response = await http.SendAsync(request, Cancellation);
        var status = response.TrailingHeaders.Concat(response.Headers).First(header => header.Key == "grpc-status").Value.Single();
        Assert.Equal($"{(int)StatusCode.InvalidArgument}", status);
    }

    [Fact]
    public async Task Statx_says_that_it_is_shown_the_submissions_of_its_own_organisation()
    {
        var submission = await exchange.Client.OpenAsync(Provider);
        using var statx = new Statx(exchange.Server);
        var (code, _, error) = await statx.RunAsync("withdraw", submission.Id, "--organisation", Other);
        Assert.Equal(ExitCode.NotPossible, code);
        Assert.Contains("Only submissions of your own organisation are shown", error, StringComparison.Ordinal);
        await statx.DoAsync("withdraw", submission.Id, "--organisation", Provider);
    }
}
