using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>Options that several commands on mappings have.</summary>
internal static class MappingOptions
{
    public static Option<string?> Organisation() => OrganisationOption.Create("The organisation whose mapping it is");

    public static Option<int> Version()
    {
        var version = new Option<int>("--version") { Description = "The version; by default the latest.", HelpName = "N" };
        version.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && int.TryParse(given.Value, out var number) && number < 1)
                result.AddError("--version must be 1 or more.");
        });
        return version;
    }
}
