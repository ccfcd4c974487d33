using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>The texts that cells of a workbook share, packed as UTF-8.</summary>
internal sealed class SharedTexts
{
    private readonly List<byte> _text = [];
    private readonly List<int> _ends = [];

    /// <summary>Texts of a workbook that shares none.</summary>
    public static SharedTexts None { get; } = new();

    /// <summary>Reads them all.</summary>
    /// <param name="part">The part that holds them.</param>
    /// <param name="maxLength">Of a longer text no more than one character more is kept.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static SharedTexts Read(PartXml part, int maxLength, CancellationToken cancellationToken)
    {
        var texts = new SharedTexts();
        while (part.Read())
        {
            if (!part.IsElement || part.Depth != 1 || part.Name != "si")
                continue;
            texts.Add(part.ReadRuns(maxLength));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return texts;
    }

    /// <summary>The text that a cell names.</summary>
    /// <exception cref="FileFormatException">There is none.</exception>
    public ReadOnlySpan<byte> Find(string index)
    {
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var position) || position >= _ends.Count)
            throw WorkbookFault.Damaged($"a cell has the text number '{CellText.Cut(index)}', which is not there");
        var start = position == 0 ? 0 : _ends[position - 1];
        return CollectionsMarshal.AsSpan(_text)[start.._ends[position]];
    }

    private void Add(string text)
    {
        var start = _text.Count;
        // Each text costs its end as well, also an empty one.
        if (start + (_ends.Count * (long)sizeof(int)) + Encoding.UTF8.GetByteCount(text) > WorkbookLimits.SharedTextBytes)
        {
            throw WorkbookFault.Refuse(
                $"The texts of the workbook are larger than {WorkbookLimits.SharedTextBytes / (1024 * 1024)} MiB; save its sheets as CSV files.");
        }

        CollectionsMarshal.SetCount(_text, start + Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, CollectionsMarshal.AsSpan(_text)[start..]);
        _ends.Add(_text.Count);
    }
}
