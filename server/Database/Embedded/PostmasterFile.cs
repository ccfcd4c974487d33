using System.Globalization;

namespace StatExchange.Server.Database.Embedded;

/// <summary>The file in which PostgreSQL notes its process, and which it leaves behind when it is killed.</summary>
internal static class PostmasterFile
{
    /// <summary>Where it is.</summary>
    public static string In(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>The process that it names, dead or alive; null when there is none, or an empty one as a full disk leaves behind.</summary>
    public static int? Read(string cluster)
    {
        try
        {
            // PostgreSQL marks a process that serves nobody, such as one that is being repaired, by a negative number.
            var line = File.ReadLines(In(cluster)).FirstOrDefault();
            return int.TryParse(line, CultureInfo.InvariantCulture, out var id) ? Math.Abs(id) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
