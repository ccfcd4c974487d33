using Grpc.Core;
using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <summary>Who calls, as far as it is proved.</summary>
/// <param name="Organisation">The organisation that it acts for; empty for none.</param>
/// <param name="Person">The person or system; empty for nobody in particular.</param>
internal sealed record Caller(string Organisation, string Person)
{
    private static readonly object Key = typeof(Caller);

    /// <summary>Who brings no credential.</summary>
    public static Caller Anonymous { get; } = new(string.Empty, string.Empty);

    /// <summary>What it may do for its organisation.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>How it proved who it is; unspecified when it did not.</summary>
    public CredentialKind Kind { get; init; }

    /// <summary>The credential's identifier; empty for tokens whose claims say who they stand for, and for anonymous callers.</summary>
    public string CredentialId { get; init; } = string.Empty;

    /// <summary>Until when the credential is good; null when it is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether nothing is known of it.</summary>
    public bool IsAnonymous => Kind == CredentialKind.Unspecified;

    /// <summary>Who makes a call. <see cref="CallerInterceptor"/> has seen to it before any service is asked.</summary>
    public static Caller Of(ServerCallContext context) => (Caller)context.UserState[Key];

    /// <summary>Who it is, in one line: "AM.ARMSTAT A. Petrosyan".</summary>
    public string Named() => $"{Organisation} {Person}".TrimEnd();

    /// <summary>Says who makes a call.</summary>
    internal void Enter(ServerCallContext context) => context.UserState[Key] = this;
}
