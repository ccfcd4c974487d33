using System.CommandLine;

namespace StatExchange.Cli;

/// <summary>The option that names an authority's certificate.</summary>
internal static class AuthorityOption
{
    public const string Name = "--authority";

    /// <summary>The option of a command.</summary>
    /// <param name="description">What the certificate is to the command, without a full stop.</param>
    public static Option<FileInfo?> Create(string description)
    {
        var option = new Option<FileInfo?>(Name) { Description = $"{description}, PEM or DER.", HelpName = "FILE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var file] && !File.Exists(file.Value))
                result.AddError($"File does not exist: '{file.Value}'.");
        });
        return option;
    }
}
