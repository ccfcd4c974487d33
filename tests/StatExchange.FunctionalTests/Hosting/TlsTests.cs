using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using StatExchange.FunctionalTests.Infrastructure;

namespace StatExchange.FunctionalTests.Hosting;

/// <summary>What protects calls on their way.</summary>
public sealed class TlsTests(SecuredExchange exchange) : IClassFixture<SecuredExchange>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
#pragma warning disable CA5397, SYSLIB0039 // What old protocols get is what is asked.
    [InlineData(SslProtocols.Tls11, false)]
    [InlineData(SslProtocols.Tls, false)]
#pragma warning restore CA5397, SYSLIB0039
    public async Task It_speaks_the_newer_protocols_only(SslProtocols protocol, bool isSpoken)
    {
        using var stream = await ConnectAsync();
        await using var tls = new SslStream(stream);
        var handshake = () => tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "127.0.0.1",
                EnabledSslProtocols = protocol,
                ApplicationProtocols = [SslApplicationProtocol.Http2],
#pragma warning disable CA5359 // Whose certificate it is, other tests ask.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
                CipherSuitesPolicy = isSpoken || !OperatingSystem.IsLinux() ? null : new CipherSuitesPolicy([TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA]),
            }, Cancellation);
        if (isSpoken)
        {
            await handshake();
            Assert.Equal(protocol, tls.SslProtocol);
            return;
        }

        Assert.True(await Record.ExceptionAsync(handshake) is AuthenticationException or IOException);
    }

    [Fact]
    public async Task Plain_text_gets_no_answer()
    {
        // HTTP/2 by prior knowledge, as over a connection without TLS.
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{exchange.Server.Address.Port}");
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => SecuredExchange.CallerAsync(channel.CreateCallInvoker()))).StatusCode);

        using var stream = await ConnectAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), Cancellation);
        var answer = new byte[100];
        var read = 0;
        try
        {
            read = await stream.ReadAsync(answer, Cancellation);
        }
        catch (IOException)
        {
            // The connection was cut.
        }

        Assert.DoesNotContain("HTTP/1.1 200", Encoding.ASCII.GetString(answer, 0, read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_trusts_another_authority_does_not_call()
    {
        using var channel = SecuredExchange.Open(exchange.Server.Address, exchange.Foreign.Certificate);
        var failure = await Assert.ThrowsAsync<RpcException>(() => SecuredExchange.CallerAsync(channel.CreateCallInvoker()));
        Assert.IsType<AuthenticationException>(failure.Status.DebugException?.GetBaseException());
    }

    [Fact]
    public async Task A_certificate_of_files_is_renewed_without_a_restart()
    {
        using var first = new TestAuthority("First");
        using var second = new TestAuthority("Second");
        Write(first);
        await using var server = await InProcessServer.StartAsync(
            exchange.ConnectionString, exchange.Clock,
            [.. exchange.Settings(), ("Hosting:Certificate:ChainFile", exchange.PathOf("server.pem")), ("Hosting:Certificate:KeyFile", exchange.PathOf("server.key"))]);
        using var before = SecuredExchange.Open(server.Address, first.Certificate);
        await SecuredExchange.CallerAsync(before.CreateCallInvoker());

        // Half written, it is not taken: the one before is still good.
        await File.WriteAllTextAsync(exchange.PathOf("server.pem"), "-----BEGIN CERTIFICATE-----", Cancellation);
        using var meanwhile = SecuredExchange.Open(server.Address, first.Certificate);
        await SecuredExchange.CallerAsync(meanwhile.CreateCallInvoker());

        Write(second);
        using var after = SecuredExchange.Open(server.Address, second.Certificate);
        await SecuredExchange.CallerAsync(after.CreateCallInvoker());
        await SecuredExchange.CallerAsync(before.CreateCallInvoker());
    }

    private void Write(TestAuthority authority)
    {
        using var certificate = authority.Issue("CN=server", TestAuthority.ServerPurpose, more: request =>
        {
            var names = new System.Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
        });
        File.WriteAllText(exchange.PathOf("server.key"), System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate)!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(exchange.PathOf("server.pem"), certificate.ExportCertificatePem());
    }

    private async Task<NetworkStream> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, exchange.Server.Address.Port, Cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
