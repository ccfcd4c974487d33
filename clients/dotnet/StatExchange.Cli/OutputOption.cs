using System.CommandLine;

namespace StatExchange.Cli;

/// <summary>The form of a command's output: a table for people, or something for programs.</summary>
internal static class OutputOption
{
    public const string Name = "--output";
    public const string Table = "table";
    public const string Json = "json";
    public const string Csv = "csv";
    public const string SdmxCsv = "sdmx-csv";

    /// <summary>The option of a command, with the forms that it has; a table is the default.</summary>
    public static Option<string> Create(params string[] forms) => new Option<string>(Name, "-o")
    {
        Description = "Form of the output.",
        DefaultValueFactory = _ => Table,
    }.AcceptOnlyFromAmong([Table, .. forms]);
}
