using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Reads the rows of an SDMX-CSV file into groups.</summary>
internal sealed class SdmxRowReader(SdmxCsvLayout layout, FileRecords records) : RowReader(layout.Count)
{
    /// <summary>The status of an observation whose value a file states to be missing, without saying why.</summary>
    private const char MissingStatus = 'O';

    private static readonly SeriesAttribute[] IntegerAttributes = [.. SeriesAttribute.All.Where(attribute => attribute.IsInteger)];

    private static readonly int FrequencyPosition = Dimension.All.Single(
        dimension => dimension.FieldName == SeriesKey.Descriptor.FindFieldByNumber(SeriesKey.FreqFieldNumber).Name).Position;

    private readonly SdmxRowHead _head = new(records.Sheet);
    private readonly CodeColumn _structure = new(layout.Structure, isCoded: true);
    private readonly CodeColumn _dataflow = new(layout.Dataflow, isCoded: true);
    private readonly CodeColumn _action = new(layout.Action, isCoded: true);
    private readonly CodeColumn[] _dimensions = [.. layout.Dimensions.Select(column => new CodeColumn(column, isCoded: true))];

    private readonly CodeColumn[] _attributes =
        [.. SeriesAttribute.All.Select(attribute => new CodeColumn(layout.Attributes[attribute.Position], attribute.IsCoded))];

    private string _frequencyCode = "";
    private Frequency? _frequency;

    /// <inheritdoc/>
    protected override void ReadCells(FileRecords record, SeriesWindow window)
    {
        for (var i = 0; i < _dimensions.Length; i++)
            _head.Key[i] = _dimensions[i].Read(record);
        for (var i = 0; i < _attributes.Length; i++)
            _head.Attributes[i] = _attributes[i].Read(record);
        var action = _action.Read(record);
        var isAction = FileActions.TryParse(action, out var seriesAction);
        _head.Action = seriesAction;
        var isDeletion = seriesAction == SeriesAction.Delete;
        _head.IsWholeSeries = isDeletion && record[layout.Period].IsEmpty;

        var group = window.GroupOf(_head);
        var isPeriod = true;
        if (_head.IsWholeSeries)
        {
            group.AddWholeSeries(record.Row);
        }
        else
        {
            isPeriod = Cells.TryReadPeriod(record[layout.Period], FrequencyOf(_head.Key), out var period);
            if (isDeletion)
                group.AddDeletion(record.Row, period);
            else
                ReadObservation(record, group, period, window);
        }

        if (!isPeriod)
            group.AddRawCell(ObservationConcepts.Period, CellText.Read(record[layout.Period]));
        if (!isAction || (isDeletion && IsPartialDeletion(record)))
            group.AddRawCell(SdmxCsvLayout.ActionColumn, CellText.Cut(action));
        AddRawAttributes(group);
        AddRawDataflow(record, group);
    }

    private void ReadObservation(FileRecords record, SeriesGroup group, int period, SeriesWindow window)
    {
        var isStatus = TryReadStatus(record, layout.Status, out var status);
        var isConfidentiality = TryReadStatus(record, layout.Confidentiality, out var confidentiality);
        var value = default(decimal);
        var cell = layout.Value < 0 ? default : record[layout.Value];
        var isMissing = Cells.IsIntentionallyMissing(cell);
        var hasValue = !isMissing && !cell.IsEmpty && Cells.TryReadValue(cell, record.AcceptsDecimalComma, group.StatedDecimals, out value);
        // In a merge, no value means an unchanged one, and a status that goes without a value removes it.
        if (isMissing && status == DataStructureDefinition.NotStated && isStatus)
            status = MissingStatus;

        group.Add(record.Row, period, hasValue ? value : null, status, confidentiality);
        if (!hasValue && !isMissing && !cell.IsEmpty)
            group.AddRawCell(ObservationConcepts.Value, CellText.Read(cell));
        if (!isStatus)
            group.AddRawCell(ObservationConcepts.Status, CellText.Read(record[layout.Status]));
        if (!isConfidentiality)
            group.AddRawCell(ObservationConcepts.Confidentiality, CellText.Read(record[layout.Confidentiality]));
        ReadEmbargo(record, group);
        ReadComments(record, group, window);
    }

    private void ReadEmbargo(FileRecords record, SeriesGroup group)
    {
        var cell = layout.Embargo < 0 ? default : record[layout.Embargo];
        if (cell.IsEmpty)
            return;
        var text = CellText.Read(cell);
        if (EmbargoCell.TryRead(text, out var until))
            group.AddEmbargo(until);
        else
            group.AddRawCell(ObservationConcepts.Embargo, text);
    }

    private void ReadComments(FileRecords record, SeriesGroup group, SeriesWindow window)
    {
        ObservationComment? comment = null;
        foreach (var column in layout.Comments)
        {
            var cell = record[column.Column];
            if (cell.IsEmpty)
                continue;
            column.Read(cell, comment ??= new ObservationComment());
            window.CountText(cell.Length);
        }

        if (comment is not null)
            group.AddComment(comment);
    }

    private Frequency? FrequencyOf(string[] key)
    {
        var code = key[FrequencyPosition];
        if (!ReferenceEquals(code, _frequencyCode))
            (_frequencyCode, _frequency) = (code, Frequency.Find(code));
        return _frequency;
    }

    private static bool TryReadStatus(FileRecords record, int column, out char status)
    {
        status = DataStructureDefinition.NotStated;
        return column < 0 || Cells.TryReadStatus(record[column], out status);
    }

    /// <summary>Cells of attributes, but none of the value: the deletion of these attributes only, which the service has not.</summary>
    private bool IsPartialDeletion(FileRecords record)
    {
        var isEmpty = static (FileRecords record, int column) => column < 0 || record[column].IsEmpty;
        return isEmpty(record, layout.Value)
            && (!isEmpty(record, layout.Status) || !isEmpty(record, layout.Confidentiality) || !isEmpty(record, layout.Embargo)
                || layout.Attributes.Any(column => !isEmpty(record, column))
                || layout.Comments.Any(comment => !isEmpty(record, comment.Column)));
    }

    private void AddRawAttributes(SeriesGroup group)
    {
        foreach (var attribute in IntegerAttributes)
        {
            var text = _head.Attributes[attribute.Position];
            if (text.Length > 0 && !Cells.TryReadAttribute(attribute, text, out _))
                group.AddRawCell(attribute.Id, CellText.Cut(text));
        }
    }

    private void AddRawDataflow(FileRecords record, SeriesGroup group)
    {
        var structure = _structure.Read(record);
        if (layout.Structure >= 0 && structure != FileActions.DataflowStructure)
            group.AddRawCell(SdmxCsvLayout.DataflowColumn, CellText.Cut($"{structure} {_dataflow.Read(record)}".Trim()));
        else if (_dataflow.Read(record) is var dataflow && dataflow != DataStructureDefinition.Dataflow)
            group.AddRawCell(SdmxCsvLayout.DataflowColumn, CellText.Cut(dataflow));
    }
}
