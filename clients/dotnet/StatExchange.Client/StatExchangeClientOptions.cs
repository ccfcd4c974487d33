using System.Security.Cryptography.X509Certificates;
using Grpc.Core;

namespace StatExchange.Client;

/// <summary>How a client connects.</summary>
public sealed class StatExchangeClientOptions
{
    /// <summary>Where a server listens unless told otherwise.</summary>
    public static readonly Uri DefaultAddress = new("http://127.0.0.1:5401");

    /// <summary>Address of the server; ignored when <see cref="CallInvoker"/> is set.</summary>
    public Uri Address { get; init; } = DefaultAddress;

    /// <summary>
    /// An existing connection, such as <c>channel.CreateCallInvoker()</c> with the interceptors and credentials of the caller, who
    /// also disposes of it. Left out, the client opens and closes its own.
    /// </summary>
    public CallInvoker? CallInvoker { get; init; }

    /// <summary>
    /// Gives the bearer token to call with, asked at each call, so that it can renew it. What it throws, the call throws. Left out, no token is sent. Like the other
    /// credentials it is for the client's own connection: with <see cref="CallInvoker"/> they are that one's affair.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; init; }

    /// <summary>The certificate to call with, with its private key; the caller disposes of it after the client. Left out, none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>
    /// The authority that the server's certificate has to be of, as the exchange's own is; left out, any that this machine trusts.
    /// </summary>
    public X509Certificate2? TrustedAuthority { get; init; }

    /// <summary>
    /// The organisation that the caller acts for, "AM.ARMSTAT". Its credential proves that; a call that states another one is refused
    /// instead of being answered for the wrong office. Not needed where a call names an organisation itself, as opening a submission does.
    /// </summary>
    public string? Organisation { get; init; }

    /// <summary>The person or system that calls, for people; at most 200 characters. The service goes by the credential, not by this.</summary>
    public string? Person { get; init; }

    /// <summary>Largest message taken from the server. The default leaves room above the 4 MiB the contract allows a batch.</summary>
    public int MaxMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>When and how often calls are repeated.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>The clock that delays are measured by.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
