using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.Server.Access.Enrolments;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Access;

/// <summary>How people and systems get their certificates.</summary>
public sealed class EnrolmentTests(SecuredExchange exchange) : IClassFixture<SecuredExchange>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AccessService.AccessServiceClient Anonymous => new(exchange.Connect());

    [Fact]
    public async Task A_code_is_good_for_one_request()
    {
        var code = await CodeAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new EnrolCertificateRequest { Code = code, CertificateRequest = SecuredExchange.RequestOf(key) };
        var first = await Anonymous.EnrolCertificateAsync(request, cancellationToken: Cancellation);
        Assert.Equal(first, await Anonymous.EnrolCertificateAsync(request, cancellationToken: Cancellation));
        Assert.Equal(exchange.Authority.RawData, first.AuthorityCertificate.ToByteArray());

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal("ENROLMENT_INVALID", await RefusalAsync(code, SecuredExchange.RequestOf(other)));
        Assert.Equal("ENROLMENT_INVALID", await RefusalAsync($"{code}x", SecuredExchange.RequestOf(other)));
        Assert.Equal("ENROLMENT_INVALID", await RefusalAsync("", SecuredExchange.RequestOf(other)));
    }

    [Fact]
    public async Task Of_many_who_use_a_code_at_once_one_gets_a_certificate()
    {
        var code = await CodeAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return await OutcomeAsync(code, SecuredExchange.RequestOf(key));
        }));
        Assert.Equal([.. Enumerable.Repeat("ENROLMENT_INVALID", 7), "OK"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_code_expires()
    {
        var code = (await exchange.Administrator.CreateEnrolmentAsync(
            new CreateEnrolmentRequest { Organisation = "AM.ARMSTAT", Person = "late", Roles = { Role.Submitter }, ValidHours = 1 }, cancellationToken: Cancellation)).Code;
        exchange.Clock.Advance(TimeSpan.FromMinutes(61));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal("ENROLMENT_INVALID", await RefusalAsync(code, SecuredExchange.RequestOf(key)));
    }

    [Fact]
    public async Task A_request_is_to_be_signed_by_its_own_strong_key()
    {
        var code = await CodeAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var sound = SecuredExchange.RequestOf(key).ToByteArray();
        using var short_ = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        var others = new Dictionary<string, byte[]>
        {
            ["nothing"] = [],
            ["noise"] = [.. sound.Reverse()],
            ["cut"] = sound[..^1],
            ["followed"] = [.. sound, 0],
            ["signed by nobody"] = [.. sound[..^1], (byte)(sound[^1] ^ 1)],
            ["of a short key"] = new CertificateRequest("CN=x", short_, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest(),
            ["of another curve"] = SecuredExchange.RequestOf(curve).ToByteArray(),
            ["large"] = [.. sound, .. new byte[100_000]],
        };
        foreach (var (what, bytes) in others)
            Assert.Equal((what, "CERTIFICATE_REQUEST_INVALID"), (what, await RefusalAsync(code, ByteString.CopyFrom(bytes))));

        // None of them used the code up.
        using var rsa = RSA.Create(3072);
        var request = ByteString.CopyFrom(new CertificateRequest("CN=x", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss).CreateSigningRequest());
        Assert.Equal("OK", await OutcomeAsync(code, request));
    }

    [Fact]
    public async Task Nothing_of_a_request_but_its_key_is_taken_over()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority, O=PPMO.OBSERVATORY", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TestAuthority.ServerPurpose)], critical: false));
        var enrolled = await Anonymous.EnrolCertificateAsync(
            new EnrolCertificateRequest { Code = await CodeAsync(), CertificateRequest = ByteString.CopyFrom(request.CreateSigningRequest()) }, cancellationToken: Cancellation);
        using var certificate = X509CertificateLoader.LoadCertificate(enrolled.Certificate.Span);
        Assert.False(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal(
            TestAuthority.ClientPurpose, Assert.Single(certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>()).Value);
        Assert.Equal("CN=invited, O=AM.ARMSTAT", certificate.Subject);
    }

    [Fact]
    public async Task Whoever_reads_the_servers_files_is_the_first_administrator_and_nobody_after()
    {
        var file = exchange.PathOf("authority/administrator-code");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(exchange.PathOf("authority/authority.pem")));
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var enrolled = await Anonymous.EnrolCertificateAsync(
            new EnrolCertificateRequest { Code = await File.ReadAllTextAsync(file, Cancellation), CertificateRequest = SecuredExchange.RequestOf(key) }, cancellationToken: Cancellation);
        Assert.Equal((FirstAdministrator.Organisation, Role.Administrator), (enrolled.Credential.Organisation, Assert.Single(enrolled.Credential.Roles)));

        // Another server on the database leaves no other code.
        File.Delete(file);
        await using var other = await InProcessServer.StartAsync(exchange.ConnectionString, exchange.Clock, exchange.Settings());
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task The_database_does_not_know_the_code()
    {
        var code = await CodeAsync();
        await using var connection = new Npgsql.NpgsqlConnection(exchange.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var all = new Npgsql.NpgsqlCommand("SELECT count(*) FILTER (WHERE e::text LIKE '%' || $1 || '%'), count(*) FROM enrolment e", connection)
        {
            Parameters = { new() { Value = code } },
        };
        await using var reader = await all.ExecuteReaderAsync(Cancellation);
        await reader.ReadAsync(Cancellation);
        Assert.Equal(0, reader.GetInt64(0));
        Assert.NotEqual(0, reader.GetInt64(1));
    }

    private async Task<string> CodeAsync() => (await exchange.Administrator.CreateEnrolmentAsync(
        new CreateEnrolmentRequest { Organisation = "AM.ARMSTAT", Person = "invited", Roles = { Role.Submitter } }, cancellationToken: Cancellation)).Code;

    private async Task<string> RefusalAsync(string code, ByteString request) => (await Office.FailureAsync(() => Anonymous.EnrolCertificateAsync(
        new EnrolCertificateRequest { Code = code, CertificateRequest = request }, cancellationToken: Cancellation).ResponseAsync)).Reason;

    private async Task<string> OutcomeAsync(string code, ByteString request)
    {
        try
        {
            await Anonymous.EnrolCertificateAsync(new EnrolCertificateRequest { Code = code, CertificateRequest = request }, cancellationToken: Cancellation);
            return "OK";
        }
        catch (Grpc.Core.RpcException exception)
        {
            return Failure.Of(exception).Reason;
        }
    }
}
