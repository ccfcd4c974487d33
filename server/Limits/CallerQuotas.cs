using System.Globalization;
using System.Threading.RateLimiting;
using Grpc.Core;
using Microsoft.Extensions.Options;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Limits;

/// <summary>What is left to each caller in this process. Who has not called for a while is forgotten, with a full quota.</summary>
internal sealed class CallerQuotas : IDisposable
{
    private const string TrailerPrefix = "statexchange-quota-";
    private const int SecondsPerMinute = 60;

    // Whoever holds what is asked for may give it back at any moment.
    private static readonly TimeSpan WhenHeld = TimeSpan.FromSeconds(1);

    // Limiters are filled up ten times a second: asked a moment too early, one refuses again.
    private static readonly TimeSpan Refill = TimeSpan.FromMilliseconds(100);

    private readonly LimitsOptions _options;
    private readonly PartitionedRateLimiter<QuotaHolder> _requests;
    private readonly PartitionedRateLimiter<QuotaHolder> _streams;
    private readonly PartitionedRateLimiter<QuotaHolder> _observations;
    private readonly PartitionedRateLimiter<QuotaHolder> _work;

    /// <summary>All quotas, unused.</summary>
    public CallerQuotas(IOptions<LimitsOptions> options)
    {
        _options = options.Value;
        _requests = PerMinute(limits => limits.RequestsPerMinute);
        _observations = PerMinute(limits => limits.ObservationsPerMinute);
        _streams = AtOnce(limits => limits.ConcurrentStreams);
        _work = AtOnce(limits => limits.ConcurrentWork);
    }

    /// <summary>Takes what a call needs to begin; of those that move observations, the first one.</summary>
    /// <returns>What it gives back when it ends.</returns>
    /// <exception cref="ExchangeException">QUOTA_EXHAUSTED.</exception>
    public IDisposable Enter(QuotaHolder holder, QuotaNeeds needs)
    {
        var limits = LimitsOf(holder);
        Take(_requests.AttemptAcquire(holder), "requests", limits.RequestsPerMinute, isPerMinute: true).Dispose();

        // How many more a call moves shows while it runs.
        if (needs.HasFlag(QuotaNeeds.Observations))
            Take(_observations.AttemptAcquire(holder), "observations", limits.ObservationsPerMinute, isPerMinute: true).Dispose();
        var stream = needs.HasFlag(QuotaNeeds.Stream) ? Take(_streams.AttemptAcquire(holder), "streams", limits.ConcurrentStreams, isPerMinute: false) : null;
        try
        {
            var work = needs.HasFlag(QuotaNeeds.Work) ? Take(_work.AttemptAcquire(holder), "concurrent_work", limits.ConcurrentWork, isPerMinute: false) : null;
            return new Held(stream, work);
        }
        catch
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>Takes observations, and waits for them when there are not enough left: a stream slows down.</summary>
    public async Task TakeObservationsAsync(QuotaHolder holder, int observations, CancellationToken cancellationToken)
    {
        var limit = LimitsOf(holder).ObservationsPerMinute;
        for (var left = limit == 0 ? 0 : observations; left > 0; left -= limit)
            (await _observations.AcquireAsync(holder, Math.Min(left, limit), cancellationToken)).Dispose();
    }

    /// <summary>Tells in the trailers of an answer what is left.</summary>
    public void Tell(QuotaHolder holder, Metadata trailers)
    {
        var limits = LimitsOf(holder);
        Add("requests", _requests, limits.RequestsPerMinute);
        Add("streams", _streams, limits.ConcurrentStreams);
        Add("observations", _observations, limits.ObservationsPerMinute);

        void Add(string quota, PartitionedRateLimiter<QuotaHolder> limiter, int limit)
        {
            if (limit > 0)
                trailers.Add($"{TrailerPrefix}{quota}", string.Create(CultureInfo.InvariantCulture, $"{limiter.GetStatistics(holder)!.CurrentAvailablePermits}/{limit}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var limiter in new[] { _requests, _streams, _observations, _work })
            limiter.Dispose();
    }

    private static RateLimitLease Take(RateLimitLease lease, string quota, int limit, bool isPerMinute)
    {
        if (lease.IsAcquired)
            return lease;
        var delay = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after + Refill : WhenHeld;
        lease.Dispose();
        List<(string, string)> metadata = [("quota", quota), ("limit", limit.ToString(CultureInfo.InvariantCulture))];
        if (isPerMinute)
            metadata.Add(("per_seconds", SecondsPerMinute.ToString(CultureInfo.InvariantCulture)));
        throw new ExchangeException(
            ErrorReason.QuotaExhausted, $"The quota of {limit} {quota} {(isPerMinute ? "a minute" : "at once")} is used up. Repeat the call after the delay.", metadata)
        {
            RetryAfter = delay,
        };
    }

    private CallerLimits LimitsOf(QuotaHolder holder) => holder.Organisation.Length == 0
        ? _options.Anonymous
        : _options.Organisations.TryGetValue(holder.Organisation, out var own) ? own : _options.Default;

    private PartitionedRateLimiter<QuotaHolder> PerMinute(Func<CallerLimits, int> limitOf) => PartitionedRateLimiter.Create<QuotaHolder, QuotaHolder>(holder =>
    {
        var limit = limitOf(LimitsOf(holder));
        var tokens = Math.Max(1, limit / SecondsPerMinute);
        return limit == 0 ? RateLimitPartition.GetNoLimiter(holder) : RateLimitPartition.GetTokenBucketLimiter(holder, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromMinutes((double)tokens / limit),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    });

    private PartitionedRateLimiter<QuotaHolder> AtOnce(Func<CallerLimits, int> limitOf) => PartitionedRateLimiter.Create<QuotaHolder, QuotaHolder>(holder =>
    {
        var limit = limitOf(LimitsOf(holder));
        return limit == 0
            ? RateLimitPartition.GetNoLimiter(holder)
            : RateLimitPartition.GetConcurrencyLimiter(holder, _ => new ConcurrencyLimiterOptions { PermitLimit = limit });
    });

    private sealed class Held(RateLimitLease? stream, RateLimitLease? work) : IDisposable
    {
        public void Dispose()
        {
            stream?.Dispose();
            work?.Dispose();
        }
    }
}
