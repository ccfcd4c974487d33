using StatExchange.Server.Database;

namespace StatExchange.Server.Access;

/// <summary>For whom a caller reads figures.</summary>
internal static class CallerViewer
{
    /// <summary>Its organisation when the caller may see restricted figures, else the public.</summary>
    public static Viewer ToViewer(this Caller caller) => caller.MaySeeRestrictedFigures() ? Viewer.Of(caller.Organisation) : Viewer.Public;
}
