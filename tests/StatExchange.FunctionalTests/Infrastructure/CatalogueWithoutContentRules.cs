namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>
/// The catalogue's files without the rules on the content, for what is not about them: each warning would need to be justified.
/// The structural rules, which are built in, stay.
/// </summary>
public sealed class CatalogueWithoutContentRules : IDisposable
{
    /// <summary>Copies the files.</summary>
    /// <param name="user">Whom they are for; the folder's name tells.</param>
    public CatalogueWithoutContentRules(string user)
    {
        Folder = Directory.CreateTempSubdirectory($"statexchange-catalogue-{user}-").FullName;
        const string rules = "validation_rules.csv";
        var source = Path.Combine(AppContext.BaseDirectory, "Catalogue", "Data");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllLines(
            Path.Combine(Folder, rules), File.ReadLines(Path.Combine(source, rules)).Where((line, number) => number == 0 || line.Split(',')[1].Length > 0));
    }

    /// <summary>Where they are: the server's setting Catalogue:DataFolder.</summary>
    public string Folder { get; }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
