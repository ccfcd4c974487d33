namespace StatExchange.Server.Confidentiality;

/// <summary>A series at a period, with all the values that it ever had: what is hidden or shown as one.</summary>
internal sealed class Cell(int series, int period)
{
    private readonly List<TableValue> _values = [];

    /// <summary>The place of its series in the table.</summary>
    public int Series { get; } = series;

    /// <summary>Ordinal of the period.</summary>
    public int Period { get; } = period;

    /// <summary>Its values, the earliest first.</summary>
    public IReadOnlyList<TableValue> Values => _values;

    /// <summary>Whether there is an observation now; otherwise it was deleted.</summary>
    public bool IsReported { get; set; }

    /// <summary>Whether the public saw it hidden for the sake of others before the release under way.</summary>
    public bool WasSecondary { get; set; }

    /// <summary>The flag that the public sees in place of the value; null while the value is shown.</summary>
    public char? Letter { get; private set; }

    /// <summary>Whether there is anything to hide, and it is hidden. What never had a value is shown as it is.</summary>
    public bool IsHidden => Letter is not null && _values.Count > 0;

    /// <summary>The value of a release; null when there was none.</summary>
    public TableValue? At(long releaseId) => _values.Find(value => value.From <= releaseId && releaseId < value.Until);

    /// <summary>Adds the next value.</summary>
    public void Add(TableValue value) => _values.Add(value);

    /// <summary>Shows its values.</summary>
    public void Show() => Letter = null;

    /// <summary>Hides all of its values.</summary>
    public void Hide(char letter) => Letter = letter;
}
