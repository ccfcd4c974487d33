namespace StatExchange.Server.Confidentiality;

/// <summary>Items in groups that grow together.</summary>
internal sealed class DisjointSets<T>
    where T : notnull
{
    private readonly Dictionary<T, T> _above = [];

    /// <summary>Puts the groups of items together.</summary>
    public void Join(IEnumerable<T> items)
    {
        var first = default(T);
        var any = false;
        foreach (var item in items)
        {
            if (any)
                _above[Find(item)] = Find(first!);
            else
                (first, any) = (item, true);
        }
    }

    /// <summary>The item that stands for the group of an item.</summary>
    public T Find(T item)
    {
        var top = item;
        while (_above.TryGetValue(top, out var above) && !above.Equals(top))
            top = above;
        while (!item.Equals(top))
        {
            var next = _above[item];
            _above[item] = top;
            item = next;
        }

        return top;
    }
}
