namespace StatExchange.Client.Files.Workbooks;

/// <summary>Whose figures, and for what, a template asks.</summary>
/// <param name="Organisation">The organisation that provides the figures, "AM.ARMSTAT".</param>
/// <param name="Profile">The profile that it completes, "BASIC".</param>
/// <param name="Period">The period of the profile as SDMX writes it, "2017".</param>
/// <param name="Area">The reporting area, "AM".</param>
/// <param name="Language">The language of its words and of comments written in it, "ru".</param>
public sealed record TemplateInfo(string Organisation, string Profile, string Period, string Area, string Language);
