namespace StatExchange.Cli;

/// <summary>A column of a list.</summary>
/// <param name="Name">Its name in CSV, in small letters with underscores.</param>
/// <param name="Of">What an entry has in it.</param>
internal sealed record ListColumn<T>(string Name, Func<T, string> Of);
