using StatExchange.Server.Database.Restricted;

namespace StatExchange.Server.Submissions;

/// <summary>Tables of a submission's organisation with figures that not everybody may see, as columns: one entry an indicator of an area.</summary>
internal sealed class ProtectedTables(IReadOnlyList<FigureTable> tables)
{
    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => tables.Count == 0;

    /// <summary>Ids of the areas.</summary>
    public int[] Areas { get; } = [.. tables.SelectMany(table => table.Indicators.Select(_ => table.RefArea))];

    /// <summary>Ids of the indicators.</summary>
    public int[] Indicators { get; } = [.. tables.SelectMany(table => table.Indicators)];
}
