using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>The rows of a file, or of one sheet of a workbook, one after the other.</summary>
internal abstract class FileRecords : IAsyncDisposable
{
    /// <summary>The sheet of a workbook; empty for other files.</summary>
    public virtual string Sheet => "";

    /// <summary>Number of the current row as people see it; the header of a CSV file is 1.</summary>
    public abstract int Row { get; }

    /// <summary>The start of the current row when it cannot be read; otherwise null.</summary>
    public abstract string? UnreadableText { get; }

    /// <summary>What is wrong with the current row as a whole, so that its cells are not read; otherwise null.</summary>
    public virtual SourceFault? RowFault => UnreadableText is { } text
        ? new SourceFault { Rule = FindingRule.RowUnreadable, Sheet = Sheet, Row = Row, Text = CellText.Cut(text) }
        : null;

    /// <summary>Whether the decimal point of a number may be a comma.</summary>
    public virtual bool AcceptsDecimalComma => true;

    /// <summary>Number of cells of the current row.</summary>
    public abstract int Count { get; }

    /// <summary>The part of the file that has been read, 0 to 1.</summary>
    public abstract double FractionRead { get; }

    /// <summary>A cell of the current row: UTF-8, valid until the next row is read.</summary>
    public abstract ReadOnlySpan<byte> this[int column] { get; }

    /// <summary>Number of a cell's column as people see it, from 1; 0 for a cell that every row has though the file has no such column.</summary>
    public virtual int NumberOf(int column) => column + 1;

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    /// <summary>The start of the current row as it is written in the file.</summary>
    public abstract string RawText();

    /// <summary>What is wrong with the file as far as it has been read, beside unreadable rows; each is given once.</summary>
    public virtual IReadOnlyList<SourceFault> TakeFaults() => [];

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
