using System.Text;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Reads one kind of figures of a mapped file. What cells mean is for the service, which has the mapping too.</summary>
internal sealed class FiguresReader(FiguresLayout layout, string commentLanguage, string sheet)
{
    private readonly MappedRowHead _head = new(layout, sheet);
    private readonly CodeColumn[] _cells = [.. layout.Cells.Select(cell => new CodeColumn(cell.Column, isCoded: false))];
    private readonly MappedPeriod _fixedPeriod = MappedPeriod.Read(layout.Period.Fixed);

    private readonly byte[] _fixedStatus = Encoding.UTF8.GetBytes(layout.Status.Fixed);
    private readonly byte[] _fixedConfidentiality = Encoding.UTF8.GetBytes(layout.Confidentiality.Fixed);

    private readonly (CodeColumn Column, IReadOnlySet<string> Values)[] _conditions =
        [.. layout.Conditions.Select(condition => (new CodeColumn(condition.Column, isCoded: false), condition.Values))];

    /// <summary>Adds the observations of a row, unless the mapping leaves it to other figures.</summary>
    public void Read(FileRecords record, SeriesWindow window)
    {
        foreach (var (column, values) in _conditions)
        {
            if (!values.Contains(column.Read(record).Trim()))
                return;
        }

        for (var i = 0; i < _cells.Length; i++)
            _head.Cells[i] = _cells[i].Read(record);
        var rowPeriod = layout.Period.IsColumn ? MappedPeriod.Read(record[layout.Period.Column]) : _fixedPeriod;
        SeriesGroup? group = null;
        foreach (var column in layout.Values)
        {
            var period = column.Period ?? rowPeriod;
            if (group is null || _head.Frequency != period.Frequency)
            {
                _head.Frequency = period.Frequency;
                group = window.GroupOf(_head);
            }
            else
            {
                window.CountRow();
            }

            Add(record, column.Column, period, group);
            AddComment(record, group, window);
        }
    }

    private void Add(FileRecords record, int column, MappedPeriod period, SeriesGroup group)
    {
        var cell = record[column];
        var hasValue = Cells.TryReadValue(cell, record.AcceptsDecimalComma, decimals: null, out var value);
        // A status that all observations share says nothing of a gap.
        var status = layout.Status.IsColumn ? record[layout.Status.Column] : hasValue ? _fixedStatus : default;
        var isStatus = Cells.TryReadStatus(status, out var statusLetter);
        var confidentiality = layout.Confidentiality.IsColumn ? record[layout.Confidentiality.Column] : _fixedConfidentiality;
        var isConfidentiality = Cells.TryReadStatus(confidentiality, out var confidentialityLetter);

        group.Add(record.Row, period.Ordinal, hasValue ? value : null, statusLetter, confidentialityLetter);
        if (layout.NamesValueColumns)
            group.AddValueColumn(record.NumberOf(column));
        if (period.Unreadable is { } text)
            group.AddRawCell(ObservationConcepts.Period, text);
        if (!hasValue && !cell.IsEmpty)
            group.AddRawCell(ObservationConcepts.Value, CellText.Read(cell));
        if (!isStatus)
            group.AddRawCell(ObservationConcepts.Status, CellText.Read(status));
        if (!isConfidentiality)
            group.AddRawCell(ObservationConcepts.Confidentiality, CellText.Read(confidentiality));
    }

    private void AddComment(FileRecords record, SeriesGroup group, SeriesWindow window)
    {
        var text = layout.Comment.IsColumn ? Encoding.UTF8.GetString(record[layout.Comment.Column]) : layout.Comment.Fixed;
        if (text.Length == 0)
            return;
        group.AddComment(new ObservationComment { Text = { [commentLanguage] = text } });
        window.CountText(text.Length);
    }
}
