namespace StatExchange.Server.Errors;

/// <summary>What all lists ask of a page.</summary>
internal static class PageRequest
{
    /// <summary>The most entries a page may have.</summary>
    public const int MaxSize = 1000;

    /// <summary>The size of a page: as asked for, or the list's own when nothing is.</summary>
    /// <exception cref="ExchangeException">More is asked for than a page may have.</exception>
    public static int Size(int requested, int standard) => requested switch
    {
        0 => standard,
        < 0 or > MaxSize => throw ExchangeException.InvalidField("page_size", $"{requested} is not between 0 and {MaxSize}"),
        _ => requested,
    };
}
