using CsvHelper;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>A column for each concept of the data structure, and one more for each further language of comments.</summary>
/// <param name="languages">Languages of comments; the first one's are in the column of the concept itself.</param>
internal sealed class ConceptColumns(IReadOnlyList<string> languages)
{
    private readonly Dimension?[] _dimensions = [.. DataStructureDefinition.Concepts.Select(concept => Dimension.Find(concept.Id))];
    private readonly SeriesAttribute?[] _attributes = [.. DataStructureDefinition.Concepts.Select(concept => SeriesAttribute.Find(concept.Id))];

    /// <summary>The columns of dimensions come first, then that of the period.</summary>
    public int Keys => _dimensions.Count(dimension => dimension is not null) + 1;

    /// <summary>Number of concepts.</summary>
    public int Count => _dimensions.Length;

    /// <summary>Writes the headers of a concept.</summary>
    /// <param name="csv">Where to.</param>
    /// <param name="column">The concept's place.</param>
    /// <param name="suffix">What follows the concept's name.</param>
    public void WriteHeader(CsvWriter csv, int column, string suffix = "")
    {
        var concept = DataStructureDefinition.Concepts[column].Id;
        csv.WriteField(concept + suffix);
        if (concept != ObservationConcepts.Comment)
            return;
        foreach (var language in languages.Skip(1))
            csv.WriteField(CommentColumn.HeaderOf(language, suffix));
    }

    /// <summary>The cells that all observations of a series share; null for those of single observations.</summary>
    public string?[] CellsOf(Series series) =>
        [.. _dimensions.Select((dimension, column) => dimension?.Get(series.Key) ?? _attributes[column]?.Get(series))];

    /// <summary>Writes the cells of a concept.</summary>
    /// <param name="csv">Where to.</param>
    /// <param name="column">The concept's place.</param>
    /// <param name="seriesCells">The cells of the series; null for empty cells.</param>
    /// <param name="observation">The observation; null for empty cells.</param>
    /// <exception cref="InvalidOperationException">A comment is in a language that has no column: nothing is left out silently.</exception>
    public void Write(CsvWriter csv, int column, string?[]? seriesCells, Observation? observation)
    {
        if (seriesCells?[column] is { } cell)
            csv.WriteText(cell);
        else if (seriesCells is not null && observation is { } one)
            WriteObservationCell(csv, DataStructureDefinition.Concepts[column], one);
        else
            WriteEmpty(csv, column);
    }

    private void WriteEmpty(CsvWriter csv, int column)
    {
        var cells = DataStructureDefinition.Concepts[column].Id == ObservationConcepts.Comment ? languages.Count : 1;
        for (var i = 0; i < cells; i++)
            csv.WriteField("");
    }

    private void WriteObservationCell(CsvWriter csv, Concept concept, Observation observation)
    {
        if (concept.Id == ObservationConcepts.Period)
            csv.WriteField(observation.Period.ToString());
        else if (concept.Id == ObservationConcepts.Value)
            csv.WriteField(observation.Value);
        else if (concept.Id == ObservationConcepts.Status)
            WriteStatus(csv, observation.Status);
        else if (concept.Id == ObservationConcepts.Confidentiality)
            WriteStatus(csv, observation.ConfidentialityStatus);
        else if (concept.Id == ObservationConcepts.Comment)
            WriteComments(csv, observation);
        else if (concept.Id == ObservationConcepts.Embargo)
            csv.WriteField(observation.EmbargoUntil is { } until ? EmbargoCell.ToText(until) : "");
        else
            throw new InvalidOperationException($"The concept {concept.Id} is not known to this client.");
    }

    private static void WriteStatus(CsvWriter csv, char status) =>
        csv.WriteField(status == DataStructureDefinition.NotStated ? [] : [status]);

    private void WriteComments(CsvWriter csv, Observation observation)
    {
        for (var i = 0; i < languages.Count; i++)
        {
            var language = languages[i];
            var text = observation.Comments?.GetValueOrDefault(language) ?? "";
            csv.WriteText(i == 0 ? text : CommentColumn.Escape(language, text));
        }

        if (observation.Comments?.Keys.FirstOrDefault(language => !languages.Contains(language)) is { } other)
            throw new InvalidOperationException($"There is a comment in '{other}', which has no column.");
    }
}
