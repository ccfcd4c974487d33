using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Access;

/// <summary>An exchange where two organisations have something of everything, and callers of each role by each proof.</summary>
public sealed class MatrixFixture(PostgresCluster cluster) : IAsyncLifetime
{
    public const string OwnOrganisation = "AM.ARMSTAT";
    public const string ForeignOrganisation = "KZ.BNS";

    // Of as many digits as those there are: what is longer is answered at another length.
    private const long UnknownRelease = 9;

    private readonly Dictionary<(Role Role, CredentialKind Kind), CallInvoker> _callers = [];

    public SecuredExchange Exchange { get; } = new(cluster);

    internal RequestMaker Own { get; private set; } = null!;

    internal RequestMaker Foreign { get; private set; } = null!;

    /// <summary>Things that nobody has.</summary>
    internal static RequestMaker Nothing => new(ForeignOrganisation, $"{Guid.NewGuid()}", UnknownRelease, $"{Guid.NewGuid()}", $"{Guid.NewGuid()}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Exchange.InitializeAsync();
        Own = await ThingsOfAsync(OwnOrganisation);
        Foreign = await ThingsOfAsync(ForeignOrganisation);
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Unspecified))
        {
            _callers[(role, CredentialKind.Token)] = Exchange.Connect(token: TestTokens.Of(OwnOrganisation, $"{role}", [role]));
            _callers[(role, CredentialKind.Certificate)] = Exchange.Connect((await EnrolAsync(role)).Certificate);
        }
    }

    /// <summary>A caller with one role.</summary>
    internal CallInvoker Caller(Role role, CredentialKind kind) => _callers[(role, kind)];

    internal Task<(X509Certificate2 Certificate, Credential Credential)> EnrolAsync(Role role) => Exchange.EnrolAsync(OwnOrganisation, $"{role}", role);

    public ValueTask DisposeAsync() => Exchange.DisposeAsync();

    private async Task<RequestMaker> ThingsOfAsync(string organisation)
    {
        await TestAgreements.NameAreaAsync(Exchange.Connect(), organisation, organisation[..2]);
        var office = Exchange.As(organisation, "A. Sender");
        var release = await office.ReleaseAsync(Append(Series(Key(refArea: organisation[..2]), At("2015", 100))));
        var submission = await office.SendAsync(Append(Series(Key(refArea: organisation[..2]), At("2016", 100))));
        var (_, credential) = await Exchange.EnrolAsync(organisation, "somebody", Role.Analyst);
        var grants = new AccessService.AccessServiceClient(Exchange.Connect(token: TestTokens.Of(organisation)));
        var grant = await grants.GrantAccessAsync(new GrantAccessRequest { Grantee = "UN.UNHCR" }, cancellationToken: Cancellation);
        return new RequestMaker(organisation, submission.SubmissionId, release.ReleaseId, credential.CredentialId, grant.Grant.GrantId);
    }
}
