using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using StatExchange.Server.Audit;
using StatExchange.Server.Errors;
using StatExchange.Server.Hosting;
using StatExchange.V1;

namespace StatExchange.Server.Access.SignIns;

/// <summary>
/// Enters sign-ins into the audit trail: the first call of a certificate on each connection, and the first one with each token. What
/// this process has forgotten, or another one saw, is entered once more.
/// </summary>
internal sealed class SignInLog(AuditStore store, RefusedSignIns refusals) : IDisposable
{
    // Some tens of megabytes.
    private const int MostRemembered = 100_000;

    // Longer than tokens are good.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>Enters that a known caller calls, unless that is known; the call goes on when the entry is durable.</summary>
    public async Task AcceptAsync(Caller caller, HttpContext http)
    {
        if (caller.IsAnonymous)
            return;
        var isToken = caller.Kind == CredentialKind.Token;
        var key = isToken
            ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString())))
            : $"{http.Connection.Id} {caller.CredentialId}";
        var act = caller.Did("SIGN_IN", new { credential = isToken ? "token" : "certificate", id = caller.CredentialId, from = RemoteNetwork.Of(http) });
        try
        {
            await EntryOf(key, act).Value;
        }
        catch
        {
            // The next call tries again.
            _known.Remove(key);
            throw;
        }
    }

    /// <summary>Enters that a credential was refused.</summary>
    public Task RefuseAsync(ExchangeException refusal, HttpContext http) =>
        refusals.AddAsync(new RefusedSignIn(refusal.Metadata["credential"], refusal.Metadata["why"], RemoteNetwork.Of(http)));

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();

    // Calls that come together wait for one entry.
    private Lazy<Task> EntryOf(string key, AuditedAct act)
    {
        lock (_gate)
        {
            return _known.GetOrCreate(key, entry =>
            {
                entry.SetSize(1).SetSlidingExpiration(Remembered);
                return new Lazy<Task>(() => store.AppendAsync(act, CancellationToken.None));
            })!;
        }
    }
}
