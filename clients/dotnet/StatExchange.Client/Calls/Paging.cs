using System.Runtime.CompilerServices;

namespace StatExchange.Client;

/// <summary>Turns pages into one sequence.</summary>
internal static class Paging
{
    /// <summary>Fetches each page when the entries of the one before have been taken.</summary>
    /// <param name="fetch">Fetches the page of a token; the first token is empty.</param>
    /// <param name="entries">The entries of a page.</param>
    /// <param name="nextToken">The token of the page after it; empty on the last.</param>
    /// <param name="cancellationToken">Ends the sequence.</param>
    public static async IAsyncEnumerable<TEntry> EnumerateAsync<TPage, TEntry>(
        Func<string, CancellationToken, Task<TPage>> fetch,
        Func<TPage, IEnumerable<TEntry>> entries,
        Func<TPage, string> nextToken,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var token = "";
        do
        {
            var page = await fetch(token, cancellationToken);
            foreach (var entry in entries(page))
                yield return entry;
            token = nextToken(page);
        }
        while (token.Length > 0);
    }
}
