using StatExchange.V1;

namespace StatExchange.Client;

public sealed partial class StatExchangeClient
{
    /// <summary>
    /// Releases behind a cursor, in their order. Asking again with the last number seen misses nothing and repeats nothing. Pages are
    /// fetched as they are needed.
    /// </summary>
    /// <param name="after">Only releases behind this one; 0 for all.</param>
    /// <param name="organisation">Only those of this organisation; left out for all.</param>
    /// <exception cref="StatExchangeException">ORGANISATION_NOT_FOUND, when it is read.</exception>
    public IAsyncEnumerable<Release> ListReleasesAsync(long after = 0, string? organisation = null) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _releases.ListReleasesAsync(
                new ListReleasesRequest { AfterReleaseId = after, Organisation = organisation ?? "", PageToken = pageToken },
                cancellationToken: token),
            cancellationToken),
        page => page.Releases,
        page => page.NextPageToken);

    /// <summary>One release.</summary>
    /// <param name="releaseId">Its number.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">RELEASE_NOT_FOUND.</exception>
    public async Task<Release> GetReleaseAsync(long releaseId, CancellationToken cancellationToken = default)
    {
        var response = await _runner.RunAsync(
            token => _releases.GetReleaseAsync(new GetReleaseRequest { ReleaseId = releaseId }, cancellationToken: token), cancellationToken);
        return response.Release;
    }

    /// <summary>
    /// Withdraws a publication: what it replaced is restored, as a release of its own. What later releases changed stays as those made
    /// it, and queries as of earlier instants answer as ever. Repeating the call is safe.
    /// </summary>
    /// <param name="releaseId">The release.</param>
    /// <param name="organisation">The organisation whose release it is, for which the caller acts.</param>
    /// <param name="reason">Why, for everybody to read; 1 to 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; the release may be withdrawn nevertheless.</param>
    /// <returns>The release that withdraws it, and how many of its observations stay.</returns>
    /// <exception cref="StatExchangeException">RELEASE_NOT_FOUND, RELEASE_CANNOT_BE_WITHDRAWN or NOT_ALLOWED; nothing has changed.</exception>
    public Task<WithdrawReleaseResponse> WithdrawReleaseAsync(
        long releaseId, string organisation, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        var request = new WithdrawReleaseRequest { ReleaseId = releaseId, Reason = reason };
        var releases = ReleasesOf(organisation);
        return _runner.RunAsync(token => releases.WithdrawReleaseAsync(request, cancellationToken: token), cancellationToken);
    }

    /// <summary>
    /// Removes for good the values of observations that should never have been public, from the current figures and from every vintage.
    /// What remains is a tombstone. Repeating the call is safe, and finds nothing left to purge.
    /// </summary>
    /// <param name="key">The series; breakdowns left empty are totals or do not apply.</param>
    /// <param name="periods">The periods, 1 to 1,000 of them.</param>
    /// <param name="reason">Why, for everybody to read; 1 to 1,000 characters. It must not say what it hides.</param>
    /// <param name="cancellationToken">Gives up waiting; the observations may be purged nevertheless.</param>
    /// <returns>What was purged; no release when there was nothing left to purge.</returns>
    /// <exception cref="StatExchangeException">UNKNOWN_CODE, PERIOD_INVALID or OBSERVATION_NOT_FOUND.</exception>
    public Task<PurgeObservationsResponse> PurgeAsync(
        SeriesKey key, IEnumerable<string> periods, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(periods);
        ArgumentNullException.ThrowIfNull(key);
        var request = new PurgeObservationsRequest { Key = key, Periods = { periods }, Reason = reason };
        var releases = ReleasesOf(key.DataProvider);
        return _runner.RunAsync(token => releases.PurgeObservationsAsync(request, cancellationToken: token), cancellationToken);
    }

    private ReleasesService.ReleasesServiceClient ReleasesOf(string organisation) => new(_caller.ActingFor(organisation));
}
