using System.CommandLine;
using System.Text.RegularExpressions;

namespace StatExchange.Cli;

/// <summary>All profiles of whoever runs statx.</summary>
internal sealed partial class ProfileStore(InvocationConfiguration run)
{
    /// <summary>What a profile's name is unless one is given.</summary>
    public const string DefaultName = "default";

    private readonly string _home = StatxHome.Of(run);

    /// <summary>The profile of a name, whether or not it is there.</summary>
    /// <exception cref="UsageException">It is no name.</exception>
    public Profile Of(string name) => Name().IsMatch(name)
        ? new Profile(name, Path.Combine(_home, name))
        : throw new UsageException($"'{name}' is no name of a profile: letters, digits, '.', '_' and '-', at most 100, and no '.' first.");

    /// <summary>The profiles that are there, by name.</summary>
    public IReadOnlyList<Profile> List() => Directory.Exists(_home)
        ? [.. Directory.EnumerateDirectories(_home).Select(Path.GetFileName).OfType<string>().Where(name => Name().IsMatch(name))
            .Order(StringComparer.Ordinal).Select(Of).Where(profile => profile.Exists)]
        : [];

    /// <summary>Removes a profile with its secrets.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string name)
    {
        if (!Of(name).Exists)
            return false;
        Directory.Delete(Path.Combine(_home, name), recursive: true);
        return true;
    }

    [GeneratedRegex("^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
