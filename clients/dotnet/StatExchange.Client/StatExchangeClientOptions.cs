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
    /// The organisation that the caller acts for, "AM.ARMSTAT": the service shows it its own submissions only. Not needed where a call
    /// names an organisation itself, as opening a submission does: the client acts for that one. Left out, for none.
    /// </summary>
    public string? Organisation { get; init; }

    /// <summary>The person or system that calls, for people; at most 200 characters. Left out, it is not said.</summary>
    public string? Person { get; init; }

    /// <summary>Gives the bearer token of a call; asked before each call, so that it may be renewed. Left out, none is sent.</summary>
    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; init; }

    /// <summary>The caller's certificate with its private key. Left out, none is shown.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The only authority whose servers are trusted. Left out, those that this machine trusts.</summary>
    public X509Certificate2? TrustedAuthority { get; init; }

    /// <summary>Largest message taken from the server. The default leaves room above the 4 MiB the contract allows a batch.</summary>
    public int MaxMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>When and how often calls are repeated.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>The clock that delays are measured by.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
