using System.Globalization;
using System.Text.RegularExpressions;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>What was read of a methodology file: its notes, where they stand, and what is wrong with it.</summary>
internal sealed partial class MethodologyFileContent
{
    private readonly List<MethodologyNote> _notes = [];
    private readonly List<MethodologyFileFault> _faults = [];
    private readonly List<List<(int Row, string Organisation, string Language)>> _rows = [];

    /// <summary>The notes, in the order of the file.</summary>
    public IReadOnlyList<MethodologyNote> Notes => _notes;

    /// <summary>Whether something is wrong.</summary>
    public bool IsFaulty => _faults.Count > 0;

    /// <summary>Adds a fault.</summary>
    public void Add(int row, string column, string message) => _faults.Add(new MethodologyFileFault(row, column, message));

    /// <summary>Adds what the service finds, where the file has it.</summary>
    /// <param name="violations">The faults, by the path of their field.</param>
    public void Add(IEnumerable<FieldViolation> violations) => _faults.AddRange(violations.SelectMany(Place));

    /// <summary>The note that a row is of.</summary>
    /// <param name="row">The row.</param>
    /// <param name="organisation">The organisation that it names; empty for none.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="language">The language; another row of the note in it is a fault.</param>
    /// <returns>The note; null when the row says nothing more of it.</returns>
    public MethodologyNote? NoteOf(int row, string organisation, string indicator, string language)
    {
        var index = _notes.FindIndex(known => known.Indicator == indicator && (organisation.Length == 0 || known.Organisation.Length == 0 || known.Organisation == organisation));
        if (index < 0)
        {
            index = _notes.Count;
            _notes.Add(new MethodologyNote { Indicator = indicator });
            _rows.Add([]);
        }

        if (organisation.Length > 0)
            _notes[index].Organisation = organisation;
        var same = _rows[index].Find(known => known.Language == language).Row;
        _rows[index].Add((row, organisation, language));
        if (same == 0)
            return _notes[index];
        Add(row, MethodologyFile.Language, $"row {same} is of {indicator} in '{language}' too; put all texts of a language into one row");
        return null;
    }

    /// <summary>Requires a file without faults.</summary>
    /// <exception cref="MethodologyFileException">It has some; all of them are named at once.</exception>
    public void ThrowIfFaulty()
    {
        if (IsFaulty)
            throw new MethodologyFileException([.. _faults.Distinct().OrderBy(fault => fault.Row).ThenBy(fault => MethodologyFile.Position(fault.Column))]);
    }

    [GeneratedRegex(@"^notes\[(?<note>\d+)\](\.(?<field>\w+)(\[(?<language>.*?)\](?<key>\.key)?)?)?$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathOfNote { get; }

    // What is of no note of the file is of the file as a whole.
    private IEnumerable<MethodologyFileFault> Place(FieldViolation violation)
    {
        var path = PathOfNote.Match(violation.Field);
        if (!path.Success || int.Parse(path.Groups["note"].Value, CultureInfo.InvariantCulture) is var note && note >= _notes.Count)
            return [new MethodologyFileFault(1, "", violation.Description)];
        var column = path.Groups["key"].Success ? MethodologyFile.Language : path.Groups["field"].Value.ToUpperInvariant();
        var rows = column switch
        {
            MethodologyFile.Indicator => _rows[note],
            MethodologyFile.Organisation => _rows[note].Where(row => row.Organisation.Length > 0),
            _ when path.Groups["language"].Success => _rows[note].Where(row => row.Language == path.Groups["language"].Value).Take(1),
            _ => _rows[note].Take(1),
        };
        return rows.Select(row => new MethodologyFileFault(row.Row, column, violation.Description));
    }
}
