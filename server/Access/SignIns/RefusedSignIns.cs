using StatExchange.Server.Audit;

namespace StatExchange.Server.Access.SignIns;

/// <summary>
/// Enters refused credentials into the audit trail so that nobody fills the disk by them: the first of a kind at once, those that
/// follow within a minute as one number at its end, and of too many kinds all further ones together.
/// </summary>
internal sealed class RefusedSignIns(AuditStore store, TimeProvider time, ILogger<RefusedSignIns> logger) : BackgroundService
{
    private const int MostKinds = 100;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Dictionary<RefusedSignIn, int> _further = [];

    /// <summary>Counts a refusal, and enters it when it is the first of its kind in this minute.</summary>
    public async Task AddAsync(RefusedSignIn refusal)
    {
        lock (_gate)
        {
            var kind = _further.ContainsKey(refusal) || _further.Count < MostKinds ? refusal : RefusedSignIn.Other;
            if (!_further.TryAdd(kind, 0))
            {
                _further[kind]++;
                return;
            }

            refusal = kind;
        }

        await AppendAsync(refusal, count: 1, CancellationToken.None);
    }

    /// <summary>Enters those that followed, at the latest when the server stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Minute, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
                await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        Dictionary<RefusedSignIn, int> counted;
        lock (_gate)
            (counted, _further) = (_further, []);
        foreach (var (refusal, count) in counted.Where(entry => entry.Value > 0))
        {
            try
            {
                await AppendAsync(refusal, count, cancellationToken);
            }
            catch (Exception exception)
            {
                logger.LogWarning(exception, "{Count} refused sign-ins from {From} could not be entered into the audit trail", count, refusal.From);
            }
        }
    }

    private Task<long> AppendAsync(RefusedSignIn refusal, int count, CancellationToken cancellationToken) => store.AppendAsync(
        Caller.Anonymous.Did("SIGN_IN_REFUSED", new { credential = refusal.Credential, why = refusal.Why, from = refusal.From, count }), cancellationToken);
}
