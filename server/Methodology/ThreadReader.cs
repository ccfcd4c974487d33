using System.Runtime.CompilerServices;
using StatExchange.Server.Access;
using StatExchange.Server.Access.Agreements;
using StatExchange.Server.Catalogue;

namespace StatExchange.Server.Methodology;

/// <summary>Reads what a caller may see of the threads of corridors.</summary>
internal sealed class ThreadReader(ExplanationsStore store, AgreementStore agreements, CatalogueCache catalogue)
{
    /// <summary>What the threads of all corridors of some indicators say of some days.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="indicators">The indicators, each of which has a mirror.</param>
    /// <param name="days">The first and the last of the days.</param>
    /// <param name="until">Up to when entries are known.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<CorridorThreads> ReadAsync(
        Caller caller, IEnumerable<Indicator> indicators, (DateOnly First, DateOnly Last) days, KnownUntil until, CancellationToken cancellationToken)
    {
        string[] codes = [.. indicators.SelectMany(indicator => new[] { indicator.Code, indicator.MirrorIndicator! }).Distinct(StringComparer.Ordinal)];
        var entries = await store.KnownAsync(codes, until, cancellationToken);
        var precedence = await agreements.PrecedenceAsync(cancellationToken);
        return new CorridorThreads(entries.Where(entry => entry.IsAbout(days.First, days.Last) && MaySee(entry, caller, precedence)), catalogue.Current);
    }

    /// <summary>The entries that a caller may see, the latest first.</summary>
    public async IAsyncEnumerable<ExplanationRecord> ListAsync(
        Caller caller, string[]? indicators, string[] areas, long? before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var precedence = await agreements.PrecedenceAsync(cancellationToken);
        await foreach (var entry in store.ReadAsync(indicators, areas, before, cancellationToken))
        {
            if (MaySee(entry, caller, precedence))
                yield return entry;
        }
    }

    /// <summary>Whether a caller's organisation is one of those of a corridor's sides.</summary>
    public async Task<bool> IsSideAsync(Caller caller, ExplanationRecord entry, CancellationToken cancellationToken) =>
        IsSide(caller, entry, await agreements.PrecedenceAsync(cancellationToken));

    private bool MaySee(ExplanationRecord entry, Caller caller, ProviderPrecedence precedence) => entry.IsPublic || IsSide(caller, entry, precedence);

    private bool IsSide(Caller caller, ExplanationRecord entry, ProviderPrecedence precedence) =>
        catalogue.Current.FindIndicator(entry.Indicator)?.MirrorIndicator is { } mirror
        && caller.IsSideOfCorridor(precedence, (entry.Indicator, entry.RefArea), (mirror, entry.CounterpartArea));
}
