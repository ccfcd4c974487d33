namespace StatExchange.Client.Files;

/// <summary>Something wrong with a mapping file.</summary>
/// <param name="Row">The row, from 1 with the header.</param>
/// <param name="Message">What is wrong and what was expected.</param>
public sealed record MappingFileFault(int Row, string Message);
