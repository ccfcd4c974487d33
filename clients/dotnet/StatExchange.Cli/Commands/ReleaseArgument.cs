using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>The argument that names a release.</summary>
internal static class ReleaseArgument
{
    public static Argument<long> Create() => new("N") { Description = "Number of the release." };
}
