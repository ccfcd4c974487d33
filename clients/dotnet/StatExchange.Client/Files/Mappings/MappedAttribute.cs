namespace StatExchange.Client.Files;

/// <summary>Where a mapping takes a concept of observations from; neither when it does not name the concept.</summary>
/// <param name="Column">The column, or -1.</param>
/// <param name="Fixed">The same text for every row; empty when there is none.</param>
internal readonly record struct MappedAttribute(int Column, string Fixed)
{
    public bool IsColumn => Column >= 0;
}
