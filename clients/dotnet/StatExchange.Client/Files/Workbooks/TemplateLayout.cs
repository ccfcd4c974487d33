using System.Text;
using StatExchange.V1;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>Where things stand in a template: what the writer of templates writes and reading recognises.</summary>
internal static class TemplateLayout
{
    /// <summary>The first cell of the first sheet; the number changes when older readers could not read the template.</summary>
    public const string Marker = "StatExchange template 1";

    /// <summary>The row of the marker.</summary>
    public const int MarkerRow = 1;

    /// <summary>The column of what the template says of itself.</summary>
    public const int InfoColumn = 2;

    /// <summary>The rows of what the template says of itself.</summary>
    public const int OrganisationRow = 4;

    /// <inheritdoc cref="OrganisationRow"/>
    public const int ProfileRow = 5;

    /// <inheritdoc cref="OrganisationRow"/>
    public const int PeriodRow = 6;

    /// <inheritdoc cref="OrganisationRow"/>
    public const int AreaRow = 7;

    /// <inheritdoc cref="OrganisationRow"/>
    public const int LanguageRow = 8;

    /// <inheritdoc cref="OrganisationRow"/>
    public const int DataflowRow = 9;

    /// <summary>Headers of the columns of a chapter that explain its rows; they are no concepts, and are not read.</summary>
    public const string NameHeader = "INDICATOR_NAME";

    /// <inheritdoc cref="NameHeader"/>
    public const string DefinitionHeader = "INDICATOR_DEFINITION";

    /// <inheritdoc cref="NameHeader"/>
    public const string UnitHeader = "INDICATOR_UNIT";

    /// <inheritdoc cref="NameHeader"/>
    public const string PreviousHeader = "PREVIOUS_VALUE";

    /// <summary>The concept of the organisation, which a template states once for all rows.</summary>
    public static readonly string ProviderConcept = KeyConcept(SeriesKey.DataProviderFieldNumber);

    private static readonly string[] Explanations = [NameHeader, DefinitionHeader, UnitHeader, PreviousHeader];

    /// <summary>The dimension that a field of the key is.</summary>
    public static string KeyConcept(int field) => SeriesKey.Descriptor.FindFieldByNumber(field).GetOptions().GetExtension(OptionsExtensions.Concept).Id;

    /// <summary>Whether a column of a chapter explains its rows.</summary>
    public static bool IsExplanation(string header) => Array.IndexOf(Explanations, header) >= 0;

    /// <summary>What a template says of itself on its first sheet; null when it is none.</summary>
    public static TemplateInfo? Read(SheetRows rows, CancellationToken cancellationToken)
    {
        var cells = new Dictionary<int, string>();
        while (rows.Read(cancellationToken) && rows.Row <= DataflowRow)
        {
            if (rows.Row == MarkerRow && TextIn(rows, column: 1) != Marker)
                return null;
            cells[rows.Row] = TextIn(rows, InfoColumn);
        }

        return cells.ContainsKey(MarkerRow)
            && cells.TryGetValue(OrganisationRow, out var organisation) && cells.TryGetValue(ProfileRow, out var profile)
            && cells.TryGetValue(PeriodRow, out var period) && cells.TryGetValue(AreaRow, out var area)
            && cells.TryGetValue(LanguageRow, out var language)
            ? new TemplateInfo(organisation, profile, period, area, language)
            : null;
    }

    private static string TextIn(SheetRows rows, int column)
    {
        var cell = rows.Cells.FirstOrDefault(cell => cell.Column == column);
        return cell.Length == 0 ? "" : CellText.Cut(Encoding.UTF8.GetString(rows.TextOf(cell)));
    }
}
