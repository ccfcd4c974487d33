using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Catalogue;

/// <summary>Pages of lists of the catalogue. A page token is bound to the catalogue's version: pages never mix two versions.</summary>
internal static class CataloguePaging
{
    private const int DefaultPageSize = 200;

    /// <summary>Cuts a page out of a list.</summary>
    public static (IReadOnlyList<T> Page, string NextPageToken) Cut<T>(
        IReadOnlyList<T> items, int pageSize, string pageToken, string catalogueVersion)
    {
        var size = PageRequest.Size(pageSize, DefaultPageSize);
        var start = 0;
        if (pageToken.Length > 0)
        {
            var parts = pageToken.Split('.');
            if (parts.Length != 2 || parts[0] != catalogueVersion || !int.TryParse(parts[1], out start) || start < 0)
            {
                throw new ExchangeException(
                    ErrorReason.PageTokenInvalid, "The page token is damaged, or the catalogue has changed since. List from the first page.");
            }
        }

        var page = items.Skip(start).Take(size).ToList();
        var next = start + page.Count;
        return (page, next < items.Count ? $"{catalogueVersion}.{next}" : string.Empty);
    }
}
