using System.CommandLine;

namespace StatExchange.Cli;

/// <summary>A command with examples in its help.</summary>
internal sealed class StatxSubcommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;
}
