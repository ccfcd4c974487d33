using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>The observations of a piece after their check, by ascending period.</summary>
/// <param name="Columns">The columns; the unit is filled in by the caller.</param>
/// <param name="WithoutValue">Periods whose value a merge does not state; null when all do.</param>
/// <param name="Rows">The file's row of each observation; null when there is no file.</param>
/// <param name="ValueColumns">The file's column of each observation's value; null when one column holds them all.</param>
internal sealed record CheckedColumns(SeriesColumns Columns, int[]? WithoutValue, int[]? Rows, int[]? ValueColumns);
