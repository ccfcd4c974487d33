using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.Server.Access;
using StatExchange.V1;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Access;

/// <summary>
/// Every operation, by callers of every role and anonymous ones, by certificate and by token, about their own organisation and a foreign one:
/// allowed or refused exactly as the table of server/Access/README.md says.
/// </summary>
public sealed class MatrixTests(MatrixFixture fixture) : IClassFixture<MatrixFixture>
{
    private static readonly string[] Refusals = ["CALLER_UNKNOWN", "CREDENTIAL_INVALID", "NOT_ALLOWED"];

    public static TheoryData<string> Operations => [.. RequestMaker.Methods.Select(NameOf)];

    private static IEnumerable<Role> Roles => Enum.GetValues<Role>().Where(role => role != Role.Unspecified);

    // What this build of the server does not offer yet is answered before any rule is asked.
    private HashSet<string> Offered => fixture.Exchange.Server.Service<EndpointDataSource>().Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName).OfType<string>().ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void The_table_has_every_operation_and_no_other() =>
        Assert.Equal(Operations.Select(row => row.Data).Order(StringComparer.Ordinal), AccessTable.Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Everything_that_is_offered_has_a_rule() => Assert.DoesNotContain(Offered, method => AccessRules.Find(method) is null);

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_is_allowed_or_refused_as_the_table_says(string operation)
    {
        var method = RequestMaker.Methods.Single(one => NameOf(one) == operation);
        Assert.SkipUnless(Offered.Contains($"/{method.Service.FullName}/{method.Name}"), "This server does not offer it.");
        var row = AccessTable.Rows[operation];
        foreach (var kind in new[] { CredentialKind.Token, CredentialKind.Certificate })
        {
            foreach (var role in Roles)
            {
                await AssertOwnAsync(method, row.Roles[role], role, kind);
                if (row.Foreign != "–")
                    await AssertAsync(method, row.OfForeign(role), fixture.Caller(role, kind), fixture.Foreign, $"{kind} {role}, foreign");
            }
        }

        await AssertAsync(method, row.Anonymous, fixture.Exchange.Connect(), fixture.Own, "anonymous");
        await AssertAsync(method, row.Anonymous, fixture.Exchange.Connect(), fixture.Foreign, "anonymous, foreign");
    }

    [Fact]
    public async Task Where_the_operator_does_not_allow_anonymous_callers_they_can_do_nothing_but_enrol()
    {
        var exchange = fixture.Exchange;
        await using var server = await InProcessServer.StartAsync(exchange.ConnectionString, exchange.Clock, [.. exchange.Settings(), ("Access:AllowAnonymous", "false")]);
        using var channel = SecuredExchange.Open(server.Address, exchange.Authority);
        foreach (var method in RequestMaker.Methods.Where(method => Offered.Contains($"/{method.Service.FullName}/{method.Name}")))
        {
            var word = NameOf(method) == "AccessService/EnrolCertificate" ? "yes" : "caller";
            await AssertAsync(method, word, channel.CreateCallInvoker(), fixture.Own, "anonymous");
        }
    }

    private static string NameOf(MethodDescriptor method) => $"{method.Service.Name}/{method.Name}";

    private async Task AssertOwnAsync(MethodDescriptor method, string word, Role role, CredentialKind kind)
    {
        switch (word)
        {
            case "known":
                await AssertAsync(method, kind == CredentialKind.Certificate ? "yes" : "own", fixture.Caller(role, kind), fixture.Own, $"{kind} {role}");
                break;
            case "holder":
                // Another's of the own organisation is there, but not to be revoked; one's own is, once.
                await AssertAsync(method, "own", fixture.Caller(role, kind), fixture.Own, $"{kind} {role}");
                var (certificate, credential) = await fixture.EnrolAsync(role);
                await AssertAsync(method, "yes", fixture.Exchange.Connect(certificate), fixture.Own with { CredentialId = credential.CredentialId }, $"{kind} {role}, holder");
                break;
            default:
                await AssertAsync(method, word, fixture.Caller(role, kind), fixture.Own, $"{kind} {role}");
                break;
        }
    }

    private static async Task AssertAsync(MethodDescriptor method, string word, CallInvoker caller, RequestMaker about, string who)
    {
        var call = new AnyCall(caller);
        var told = await call.AnswerAsync(method, about.Of(method));
        var info = call.Failed?.GetRpcStatus()?.GetDetail<ErrorInfo>();
        var reason = info?.Reason ?? (call.Failed is null ? "OK" : $"{call.Failed.StatusCode}");
        var cell = $"{NameOf(method)} for {who}: '{word}', but {told}";
        switch (word)
        {
            case "yes":
                Assert.True(!Refusals.Contains(reason) && !IsNotThere(reason) && reason is not ("INTERNAL" or "REQUEST_INVALID"), cell);
                break;
            case "caller":
                Assert.True((call.Failed?.StatusCode, reason, info?.Metadata["metadata"]) == (StatusCode.Unauthenticated, "CALLER_UNKNOWN", "authorization"), cell);
                break;
            case "role":
                Assert.True(reason == "NOT_ALLOWED" && info!.Metadata.ContainsKey("needed_roles") && info.Metadata["organisation"] == MatrixFixture.OwnOrganisation, cell);
                break;
            case "own":
                Assert.True(reason == "NOT_ALLOWED" && info!.Metadata.ContainsKey("needed"), cell);
                break;
            case "hidden":
                Assert.True(reason == "OK" || IsNotThere(reason) || reason == "Unimplemented", cell);
                Assert.DoesNotContain(Ids(about), id => reason == "OK" && told.Contains(id, StringComparison.Ordinal));
                var nothing = MatrixFixture.Nothing;
                Assert.Equal(Anonymised(await call.AnswerAsync(method, nothing.Of(method)), nothing), Anonymised(told, about));
                break;
            default:
                Assert.Fail($"The table has a word that means nothing: {word}");
                break;
        }
    }

    private static bool IsNotThere(string reason) =>
        reason is "SUBMISSION_NOT_FOUND" or "RELEASE_NOT_FOUND" or "CREDENTIAL_NOT_FOUND" or "GRANT_NOT_FOUND" or "ORGANISATION_NOT_FOUND";

    private static string[] Ids(RequestMaker about) => [about.SubmissionId, about.CredentialId, about.GrantId];

    // The identifier that was asked for comes back; nothing else differs. Details are as long as it is.
    private static string Anonymised(string told, RequestMaker about)
    {
        var lines = told.Split('\n').Select(line => line.StartsWith("grpc-status-details-bin: ", StringComparison.Ordinal)
            ? System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(line["grpc-status-details-bin: ".Length..])) : line);
        string[] ids = told.Contains("RELEASE_NOT_FOUND", StringComparison.Ordinal) || told.StartsWith("NotFound There is no release", StringComparison.Ordinal)
            ? [.. Ids(about), $"{about.ReleaseId}"] : Ids(about);
        return ids.Aggregate(string.Join('\n', lines), (text, id) => text.Replace(id, "ID", StringComparison.Ordinal));
    }
}
