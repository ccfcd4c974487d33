using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>A piece of a series, checked and coded, in the order it takes effect.</summary>
internal sealed record StagedPiece
{
    /// <summary>The batch it came in.</summary>
    public required int Batch { get; init; }

    /// <summary>Its place in the batch.</summary>
    public required int Position { get; init; }

    /// <summary>What is to be done with it.</summary>
    public required SeriesAction Action { get; init; }

    /// <summary>Ids of the dimensions' codes, in the order of <see cref="Dimension.All"/>; 0 is a wildcard of a deletion.</summary>
    public required int[] DimensionIds { get; init; }

    /// <summary>
    /// Attributes and observations. Statuses may be <see cref="DataStructureDefinition.NotStated"/>.
    /// </summary>
    public required SeriesColumns Columns { get; init; }

    /// <summary>Periods whose value a merge does not state; null when all do.</summary>
    public int[]? WithoutValue { get; init; }

    /// <summary>The file's row of each observation; null when there is no file.</summary>
    public int[]? Rows { get; init; }

    /// <summary>Whether its observations are added to what the submission stated before.</summary>
    public bool Sums { get; init; }

    /// <summary>The sheet of a workbook; null for other files.</summary>
    public string? Sheet { get; init; }

    /// <summary>The file's column of each observation's value; null when one column holds them all.</summary>
    public int[]? ValueColumns { get; init; }

    /// <summary>What the file's cells say, as JSON by column; null when it came in the catalogue's own codes.</summary>
    public string? Sent { get; init; }

    /// <summary>Until when observations are kept from the public, as JSON by period; null for none.</summary>
    public string? Embargoes { get; init; }

    /// <summary>Whether it is a deletion that names no single series.</summary>
    public bool IsWildcard => Action == SeriesAction.Delete && Array.IndexOf(DimensionIds, 0) >= 0;
}
