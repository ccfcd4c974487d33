using StatExchange.V1;

namespace StatExchange.Client.Templates;

/// <summary>A chapter of a profile: one sheet of a template.</summary>
/// <param name="Name">Its name in the catalogue.</param>
/// <param name="Breakdowns">The breakdowns that any of its indicators has.</param>
/// <param name="Rows">The figures it asks for.</param>
internal sealed record TemplateChapter(string Name, IReadOnlyList<Dimension> Breakdowns, IReadOnlyList<TemplateRow> Rows);
