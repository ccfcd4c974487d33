namespace StatExchange.Server.Database;

/// <summary>What a call has read of figures that the public is not shown. Pages are read while others are sent: it counts for several at once.</summary>
internal sealed class RestrictedReads
{
    private readonly Lock _gate = new();
    private readonly SortedSet<string> _providers = new(StringComparer.Ordinal);

    /// <summary>Number of series with such figures.</summary>
    public long Series { get; private set; }

    /// <summary>Number of observations whose value the public is not shown.</summary>
    public long Observations { get; private set; }

    /// <summary>The release that they were read as of.</summary>
    public long ReleaseId { get; private set; }

    /// <summary>Whose figures they are.</summary>
    public IReadOnlyCollection<string> Providers => _providers;

    /// <summary>Counts a series.</summary>
    public void Add(string provider, long observations, long releaseId)
    {
        lock (_gate)
        {
            _providers.Add(provider);
            Series++;
            Observations += observations;
            ReleaseId = releaseId;
        }
    }
}
