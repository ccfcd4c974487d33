using Google.Protobuf.WellKnownTypes;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Access;

/// <summary>Credentials and grants, as those who may see and change them.</summary>
public sealed class AccessServiceTests(SecuredExchange exchange) : IClassFixture<SecuredExchange>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_tells_nothing_more_to_whom_was_revoked()
    {
        var (certificate, credential) = await exchange.EnrolAsync("AL.INSTAT", "watcher", Role.Analyst);
        using var call = new AuditService.AuditServiceClient(exchange.Connect(certificate)).StreamAuditEntries(
            new StreamAuditEntriesRequest { Watch = true }, cancellationToken: Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        await exchange.Administrator.RevokeCredentialAsync(
            new RevokeCredentialRequest { CredentialId = credential.CredentialId, Reason = "left" }, cancellationToken: Cancellation);
        exchange.Clock.Advance(TimeSpan.FromSeconds(10));
        await exchange.EnrolAsync("AT.STATAT", "after", Role.Analyst);
        var failure = await Office.FailureAsync(async () =>
        {
            while (await call.ResponseStream.MoveNext(Cancellation))
                Assert.NotEmpty(call.ResponseStream.Current.Entries);
        });
        Assert.Equal("CREDENTIAL_INVALID", failure.Reason);
    }

    [Fact]
    public async Task Credentials_are_listed_page_by_page_to_their_organisation_and_to_administrators()
    {
        foreach (var (organisation, person) in new[] { ("TJ.TAJSTAT", "b"), ("TJ.TAJSTAT", "a"), ("TJ.TAJSTAT", "a"), ("TM.STAT", "c") })
            await RegisterAsync(organisation, person);
        Assert.Equal(["TJ.TAJSTAT a", "TJ.TAJSTAT a", "TJ.TAJSTAT b"], await ListAsync(Of("TJ.TAJSTAT"), ""));
        Assert.Equal(["TJ.TAJSTAT a", "TJ.TAJSTAT a", "TJ.TAJSTAT b"], await ListAsync(Of("TJ.TAJSTAT"), "TJ.TAJSTAT"));
        Assert.Empty(await ListAsync(Of("TJ.TAJSTAT"), "TM.STAT"));
        Assert.Equal(["TM.STAT c"], await ListAsync(exchange.Administrator, "TM.STAT"));
        Assert.Superset(new HashSet<string> { "TJ.TAJSTAT a", "TJ.TAJSTAT b", "TM.STAT c" }, (await ListAsync(exchange.Administrator, "")).ToHashSet());

        // A token of one list is none of another.
        var page = await exchange.Administrator.ListCredentialsAsync(new ListCredentialsRequest { Organisation = "TJ.TAJSTAT", PageSize = 1 }, cancellationToken: Cancellation);
        var failure = await Office.FailureAsync(() => Of("TM.STAT").ListCredentialsAsync(
            new ListCredentialsRequest { PageToken = page.NextPageToken }, cancellationToken: Cancellation).ResponseAsync);
        Assert.Equal("PAGE_TOKEN_INVALID", failure.Reason);
    }

    [Fact]
    public async Task A_credential_is_revoked_once_and_says_why()
    {
        var credential = await RegisterAsync("MD.NBS", "leaver");
        var request = new RevokeCredentialRequest { CredentialId = credential.CredentialId, Reason = "left" };
        var revoked = (await exchange.Administrator.RevokeCredentialAsync(request, cancellationToken: Cancellation)).Credential;
        Assert.Equal("left", revoked.RevocationReason);
        Assert.NotNull(revoked.RevokedAt);
        exchange.Clock.Advance(TimeSpan.FromMinutes(1));
        request.Reason = "again";
        Assert.Equal(revoked, (await exchange.Administrator.RevokeCredentialAsync(request, cancellationToken: Cancellation)).Credential);
        Assert.Equal(revoked, Assert.Single((await Of("MD.NBS").ListCredentialsAsync(new ListCredentialsRequest(), cancellationToken: Cancellation)).Credentials));
    }

    [Fact]
    public async Task A_grant_is_seen_by_both_sides_and_ended_by_its_giver()
    {
        var request = new GrantAccessRequest { Grantee = "UN.UNHCR", Indicators = { "ASY_APPL_TOT", "ASY_APPL_TOT" } };
        var grant = (await Of("GE.GEOSTAT", "N. Beridze").GrantAccessAsync(request, cancellationToken: Cancellation)).Grant;
        Assert.Equal(("GE.GEOSTAT", "UN.UNHCR", "N. Beridze"), (grant.Provider, grant.Grantee, grant.GrantedBy));
        Assert.Equal(["ASY_APPL_TOT"], grant.Indicators);
        Assert.Equal(grant, (await Of("GE.GEOSTAT", "another").GrantAccessAsync(request, cancellationToken: Cancellation)).Grant);
        foreach (var organisation in new[] { "GE.GEOSTAT", "UN.UNHCR" })
            Assert.Equal(grant, Assert.Single((await Of(organisation).ListGrantsAsync(new ListGrantsRequest(), cancellationToken: Cancellation)).Grants));
        Assert.Empty((await Of("KG.NSC").ListGrantsAsync(new ListGrantsRequest(), cancellationToken: Cancellation)).Grants);
        Assert.Contains(grant, (await exchange.Administrator.ListGrantsAsync(new ListGrantsRequest(), cancellationToken: Cancellation)).Grants);

        var end = new RevokeGrantRequest { GrantId = grant.GrantId };
        Assert.Equal("NOT_ALLOWED", (await Office.FailureAsync(() => Of("UN.UNHCR").RevokeGrantAsync(end, cancellationToken: Cancellation).ResponseAsync)).Reason);
        Assert.Equal("GRANT_NOT_FOUND", (await Office.FailureAsync(() => Of("KG.NSC").RevokeGrantAsync(end, cancellationToken: Cancellation).ResponseAsync)).Reason);
        var ended = (await Of("GE.GEOSTAT").RevokeGrantAsync(end, cancellationToken: Cancellation)).Grant;
        Assert.NotNull(ended.RevokedAt);
        Assert.Equal(ended, (await Of("GE.GEOSTAT").RevokeGrantAsync(end, cancellationToken: Cancellation)).Grant);
        Assert.NotEqual(grant.GrantId, (await Of("GE.GEOSTAT").GrantAccessAsync(request, cancellationToken: Cancellation)).Grant.GrantId);
    }

    [Fact]
    public async Task Grants_are_paged_from_the_latest()
    {
        foreach (var indicator in new[] { "ASY_APPL_TOT", "BRD_ENTRY_TOT", "BRD_EXIT_TOT" })
        {
            await Of("LT.VDA").GrantAccessAsync(new GrantAccessRequest { Grantee = "LV.CSP", Indicators = { indicator } }, cancellationToken: Cancellation);
            exchange.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await Of("LT.VDA").ListGrantsAsync(new ListGrantsRequest { PageSize = 2 }, cancellationToken: Cancellation);
        var rest = await Of("LT.VDA").ListGrantsAsync(new ListGrantsRequest { PageSize = 2, PageToken = first.NextPageToken }, cancellationToken: Cancellation);
        Assert.Equal(["BRD_EXIT_TOT", "BRD_ENTRY_TOT", "ASY_APPL_TOT"], first.Grants.Concat(rest.Grants).Select(grant => Assert.Single(grant.Indicators)));
        Assert.Empty(rest.NextPageToken);
    }

    [Fact]
    public async Task What_cannot_be_granted_is_said()
    {
        foreach (var (request, reason) in new[]
        {
            (new GrantAccessRequest { Grantee = "PL.GUSS" }, "ORGANISATION_NOT_FOUND"),
            (new GrantAccessRequest { Grantee = "PL.GUS" }, "REQUEST_INVALID"),
            (new GrantAccessRequest { Grantee = "LV.CSP", Indicators = { "ASY" } }, "UNKNOWN_CODE"),
            (new GrantAccessRequest { Grantee = "LV.CSP", ExpiresAt = Timestamp.FromDateTimeOffset(exchange.Clock.GetUtcNow()) }, "REQUEST_INVALID"),
            (new GrantAccessRequest { Grantee = "LV.CSP", ExpiresAt = new Timestamp { Seconds = long.MaxValue } }, "REQUEST_INVALID"),
        })
        {
            Assert.Equal(reason, (await Office.FailureAsync(() => Of("PL.GUS").GrantAccessAsync(request, cancellationToken: Cancellation).ResponseAsync)).Reason);
        }
    }

    [Fact]
    public async Task A_credential_needs_an_organisation_a_person_and_a_role()
    {
        var sound = new RegisterCredentialRequest
        {
            Kind = CredentialKind.Token,
            Subject = "https://issuer.test somebody",
            Organisation = "SE.SCB",
            Person = "somebody",
            Roles = { Role.Analyst },
        };
        foreach (var (change, field) in new (Action<RegisterCredentialRequest>, string)[]
        {
            (request => request.Kind = CredentialKind.Unspecified, "kind"), (request => request.Subject = " ", "subject"), (request => request.Person = "", "person"),
            (request => request.Person = new string('x', 201), "person"), (request => request.Roles.Clear(), "roles"), (request => request.Roles.Add(Role.Unspecified), "roles"),
            (request => request.Roles.Add((Role)99), "roles"),
        })
        {
            var request = sound.Clone();
            change(request);
            var failure = await Office.FailureAsync(() => exchange.Administrator.RegisterCredentialAsync(request, cancellationToken: Cancellation).ResponseAsync);
            Assert.Equal(("REQUEST_INVALID", field), (failure.Reason, Assert.Single(failure.Fields)));
        }

        var elsewhere = sound.Clone();
        elsewhere.Organisation = "SE.SCBB";
        Assert.Equal("ORGANISATION_NOT_FOUND", (await Office.FailureAsync(
            () => exchange.Administrator.RegisterCredentialAsync(elsewhere, cancellationToken: Cancellation).ResponseAsync)).Reason);
    }

    private AccessService.AccessServiceClient Of(string organisation, string person = "") => new(exchange.Connect(token: TestTokens.Of(organisation, person)));

    private async Task<Credential> RegisterAsync(string organisation, string person) => (await exchange.Administrator.RegisterCredentialAsync(
        new RegisterCredentialRequest { Kind = CredentialKind.Token, Subject = $"x {Guid.NewGuid()}", Organisation = organisation, Person = person, Roles = { Role.Analyst } },
        cancellationToken: Cancellation)).Credential;

    private static async Task<List<string>> ListAsync(AccessService.AccessServiceClient client, string organisation)
    {
        var request = new ListCredentialsRequest { Organisation = organisation, PageSize = 2 };
        var all = new List<Credential>();
        do
        {
            var page = await client.ListCredentialsAsync(request, cancellationToken: Cancellation);
            Assert.InRange(page.Credentials.Count, 0, 2);
            all.AddRange(page.Credentials);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(all.Count, all.DistinctBy(credential => credential.CredentialId).Count());
        return [.. all.Select(credential => $"{credential.Organisation} {credential.Person}")];
    }
}
