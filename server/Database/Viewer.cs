namespace StatExchange.Server.Database;

/// <summary>For whom figures are read or written. The database shows restricted figures by it, whatever a query asks for.</summary>
internal sealed record Viewer
{
    private Viewer(string organisation) => Organisation = organisation;

    /// <summary>Everybody: sees what is public.</summary>
    public static Viewer Public { get; } = new(string.Empty);

    /// <summary>The organisation; empty for the public.</summary>
    public string Organisation { get; }

    /// <summary>Whether it sees no more than everybody does.</summary>
    public bool IsPublic => Organisation.Length == 0;

    /// <summary>An organisation: sees its own figures, and those that were granted to it.</summary>
    public static Viewer Of(string organisation) => new(organisation);
}
