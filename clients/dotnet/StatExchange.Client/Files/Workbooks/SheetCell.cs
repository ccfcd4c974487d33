using System.Runtime.InteropServices;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>A cell of a row that is not empty.</summary>
/// <param name="Column">Number of its column, from 1.</param>
/// <param name="Start">Where its text begins in that of the row.</param>
/// <param name="Length">Bytes of its text.</param>
/// <param name="Fault">Why it cannot be read; its text is then what is there instead.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SheetCell(int Column, int Start, int Length, CellFault Fault);
