using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using StatExchange.Client.Files.Workbooks;

namespace StatExchange.Client.Templates;

/// <summary>
/// Writes workbooks (.xlsx) for offices to fill in: a sheet that explains, one a chapter of the profile with a row for each figure that
/// is due, and one with the codes. Reading such a workbook knows whose figures it holds, and for what.
/// </summary>
/// <remarks>
/// A row is asked for for the total of each indicator, and for all else that the organisation published for the period before, which
/// stands beside the cell to be filled in. Indicators that are collected more often have a row for each of their periods.
/// </remarks>
/// <param name="client">The service that knows the profile and what was published.</param>
public sealed class TemplateWriter(StatExchangeClient client)
{
    /// <summary>Writes a template.</summary>
    /// <param name="request">For whom and what.</param>
    /// <param name="output">Where to; readable and seekable, such as a new file. It is left open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>What the template says of itself, the reporting area included.</returns>
    /// <exception cref="TemplateException">The organisation, area or period is none, or nothing is due for the period.</exception>
    /// <exception cref="StatExchangeException">PROFILE_NOT_FOUND.</exception>
    public async Task<TemplateInfo> WriteAsync(TemplateRequest request, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        var content = await new TemplateContentReader(client, request).ReadAsync(cancellationToken);
        Write(content, output);
        return content.Info;
    }

    /// <summary>Writes a template of what is known.</summary>
    internal static void Write(TemplateContent content, Stream output)
    {
        var words = TemplateWords.In(content.Info.Language);
        using var document = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = WorkbookStyles.Create();
        var names = new SheetNames();
        var sheets = new List<Sheet>();

        Add(words.About, new AboutSheet(content, words).Write);
        var codesName = names.Take(words.Codes);
        var columns = new TemplateColumns(content, words);
        foreach (var chapter in content.Chapters)
        {
            Add(
                words.Chapters.GetValueOrDefault(chapter.Name, chapter.Name),
                new ChapterSheet(chapter, columns.Of(chapter), content, words, codesName).Write);
        }

        AddPart(codesName, new CodesSheet(content).Write);
        workbook.Workbook = new Workbook(new Sheets(sheets), CodesSheet.DefinedNames(content, codesName));

        void Add(string name, Action<WorksheetPart> write) => AddPart(names.Take(name), write);

        void AddPart(string name, Action<WorksheetPart> write)
        {
            var part = workbook.AddNewPart<WorksheetPart>();
            write(part);
            sheets.Add(new Sheet { Name = name, SheetId = (uint)sheets.Count + 1, Id = workbook.GetIdOfPart(part) });
        }
    }
}
