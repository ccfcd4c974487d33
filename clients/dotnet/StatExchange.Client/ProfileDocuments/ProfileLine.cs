namespace StatExchange.Client.ProfileDocuments;

/// <summary>A figure over the years.</summary>
/// <param name="Name">Whose it is, and of what, short.</param>
/// <param name="Breakdown">What it is a part of the total by, in words; empty for the total.</param>
/// <param name="Provider">The provider, a code of CL_ORGANISATION.</param>
/// <param name="Points">Years that have a value, ascending, with it. Years some of whose months or quarters are missing are left out: they would look like a fall.</param>
public sealed record ProfileLine(string Name, string Breakdown, string Provider, IReadOnlyList<ProfilePoint> Points);
