using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Time.Testing;
using StatExchange.Server.Access.Authority;
using StatExchange.V1;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>A server over real TLS with an authority of its own, one of somebody else's whose certificates it takes, and a clock to move.</summary>
public sealed class SecuredExchange(PostgresCluster cluster) : IAsyncLifetime
{
    private readonly List<IDisposable> _opened = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("statexchange-secured-").FullName;

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public string ConnectionString { get; private set; } = null!;

    internal InProcessServer Server { get; private set; } = null!;

    /// <summary>The other authority, whose list of revoked certificates the server asks for.</summary>
    internal TestAuthority Foreign { get; } = new("Foreign authority");

    internal X509Certificate2 Authority => Server.Service<ExchangeAuthority>().Certificate!;

    /// <summary>Somebody who manages access, by token.</summary>
    internal AccessService.AccessServiceClient Administrator =>
        new(Connect(token: TestTokens.Of("PPMO.OBSERVATORY", "administrator", [Role.Administrator])));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await cluster.CreateDatabaseAsync();
        await File.WriteAllTextAsync(PathOf("foreign.pem"), Foreign.Certificate.ExportCertificatePem());
        Publish();
        Server = await InProcessServer.StartAsync(ConnectionString, Clock, Settings());
    }

    /// <summary>Publishes what the other authority revoked.</summary>
    public void Publish(params IEnumerable<X509Certificate2> revoked) =>
        File.WriteAllText(PathOf("foreign.crl"), Foreign.Revoke(TestAuthority.Now.AddHours(-1), TestAuthority.Now.AddDays(30), revoked));

    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>The settings of the server.</summary>
    internal IEnumerable<(string Name, string Value)> Settings() =>
    [
        ("urls", "https://127.0.0.1:0"), ("Access:Authority:Folder", PathOf("authority")), ("Access:Authorities:0:Name", "FOREIGN"), ("Access:Authorities:0:CertificatesFile", PathOf("foreign.pem")),
        ("Access:Authorities:0:RevocationFile", PathOf("foreign.crl")),

        // Clients go by the machine's clock: what the server renews by its own is not valid for them yet.
        ("Access:Authority:ServerDays", "825"),
    ];

    /// <summary>Calls over a connection of their own.</summary>
    internal CallInvoker Connect(X509Certificate2? certificate = null, string? token = null)
    {
        var channel = Open(Server.Address, Authority, certificate);
        lock (_opened)
            _opened.Add(channel);
        return token is null ? channel.CreateCallInvoker() : channel.Intercept(metadata =>
        {
            metadata.Add("authorization", $"Bearer {token}");
            return metadata;
        });
    }

    /// <summary>Somebody of an organisation, with all roles of an office.</summary>
    internal Office As(string organisation, string person = "")
    {
        var channel = Open(Server.Address, Authority);
        lock (_opened)
            _opened.Add(channel);
        return new Office(channel, organisation, person);
    }

    /// <summary>A connection that trusts an authority, and nothing else.</summary>
    internal static GrpcChannel Open(Uri address, X509Certificate2 authority, X509Certificate2? certificate = null)
    {
        var handler = new SocketsHttpHandler
        {
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { authority },
                },
            },
        };
        if (certificate is not null)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = null });
    }

    /// <summary>Enrols somebody.</summary>
    /// <returns>The certificate with its key, and the credential.</returns>
    internal async Task<(X509Certificate2 Certificate, Credential Credential)> EnrolAsync(string organisation, string person, params Role[] roles)
    {
        var code = await Administrator.CreateEnrolmentAsync(
            new CreateEnrolmentRequest { Organisation = organisation, Person = person, Roles = { roles } }, cancellationToken: Cancellation);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var enrolled = await new AccessService.AccessServiceClient(Connect()).EnrolCertificateAsync(
            new EnrolCertificateRequest { Code = code.Code, CertificateRequest = RequestOf(key) }, cancellationToken: Cancellation);
        using var certificate = X509CertificateLoader.LoadCertificate(enrolled.Certificate.Span);
        return (certificate.CopyWithPrivateKey(key), enrolled.Credential);
    }

    /// <summary>A certificate request of a key.</summary>
    internal static ByteString RequestOf(ECDsa key) =>
        ByteString.CopyFrom(new CertificateRequest("CN=whatever, O=XX.ELSE", key, HashAlgorithmName.SHA256).CreateSigningRequest());

    /// <summary>Who the server takes a caller for.</summary>
    internal static async Task<GetCallerResponse> CallerAsync(CallInvoker invoker) =>
        await new AccessService.AccessServiceClient(invoker).GetCallerAsync(new GetCallerRequest(), cancellationToken: Cancellation);

    /// <summary>Why the server refuses a credential, in what is public too.</summary>
    internal static async Task<string> RefusalAsync(CallInvoker invoker)
    {
        var whys = new HashSet<string>();
        foreach (var call in new Func<Task>[]
        {
            () => CallerAsync(invoker),
            () => new CatalogueService.CatalogueServiceClient(invoker).ListProfilesAsync(new ListProfilesRequest(), cancellationToken: Cancellation).ResponseAsync,
            () => new SubmissionsService.SubmissionsServiceClient(invoker).ListSubmissionsAsync(new ListSubmissionsRequest(), cancellationToken: Cancellation).ResponseAsync,
        })
        {
            var failure = await Office.FailureAsync(call);
            Assert.Equal((StatusCode.Unauthenticated, "CREDENTIAL_INVALID"), (failure.Code, failure.Reason));
            whys.Add($"{failure.Metadata["credential"]} {failure.Metadata["why"]}");
        }

        return Assert.Single(whys);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
            opened.Dispose();
        if (Server is not null)
            await Server.DisposeAsync();
        Foreign.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
