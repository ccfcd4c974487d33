namespace StatExchange.Server.Catalogue;

/// <summary>The catalogue's data files cannot be loaded: every fault with its file, line and reason.</summary>
public sealed class CatalogueFileException(IReadOnlyList<string> faults)
    : Exception($"The catalogue cannot be loaded:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}")
{
    /// <summary>The faults, "codelists/CL_SEX.csv line 4: …".</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
