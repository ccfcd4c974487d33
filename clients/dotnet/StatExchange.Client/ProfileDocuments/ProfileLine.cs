namespace StatExchange.Client.ProfileDocuments;

/// <summary>A figure over the years.</summary>
/// <param name="Name">Whose it is, and of what.</param>
/// <param name="Points">Years that have a value, ascending, with it.</param>
public sealed record ProfileLine(string Name, IReadOnlyList<(int Year, decimal Value)> Points);
