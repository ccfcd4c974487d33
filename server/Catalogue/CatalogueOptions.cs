namespace StatExchange.Server.Catalogue;

/// <summary>Where the catalogue comes from. Section `Catalogue` of the configuration.</summary>
public sealed class CatalogueOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Catalogue";

    /// <summary>Folder of the data files; the ones that ship with the server unless it is set.</summary>
    public string DataFolder { get; set; } = Path.Combine(AppContext.BaseDirectory, "Catalogue", "Data");

    /// <summary>
    /// How often a server looks for a newer catalogue by itself: only what bounds staleness when a notification is lost, so a
    /// minute of it is enough and costs nothing.
    /// </summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromMinutes(1);
}
