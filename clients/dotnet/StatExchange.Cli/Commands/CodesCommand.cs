using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx codes: the codelists and their codes.</summary>
internal static class CodesCommand
{
    private const string Description =
        "Lists the codes of a codelist, or the codelists when none is named.";

    private const string Example = "statx codes CL_AREA Armenia";

    public static Command Create()
    {
        var codelist = new Argument<string?>("CODELIST") { Arity = ArgumentArity.ZeroOrOne, Description = "The codelist, CL_AREA." };
        var text = new Argument<string?>("TEXT") { Arity = ArgumentArity.ZeroOrOne, Description = "A part of the code or name." };
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("codes", Description, Example) { codelist, text, output }.Does(async (context, cancellationToken) =>
        {
            var isJson = context.Arguments.GetValue(output) == OutputOption.Json;
            await (context.Arguments.GetValue(codelist) is { } name
                ? ListCodesAsync(context, name, context.Arguments.GetValue(text), isJson, cancellationToken)
                : ListCodelistsAsync(context, isJson, cancellationToken));
            return ExitCode.Done;
        });
    }

    private static async Task ListCodelistsAsync(CommandContext context, bool isJson, CancellationToken cancellationToken)
    {
        var codelists = context.Client.ListCodelistsAsync();
        if (isJson)
        {
            await JsonOutput.WriteAsync(context.Out, codelists, cancellationToken);
            return;
        }

        var table = Tables.Create("Codelist", "Version", "Name", "Codes", "Source");
        await foreach (var codelist in codelists.WithCancellation(cancellationToken))
            table.Add(codelist.Id, codelist.Version, codelist.Names.In(context.Language), $"{codelist.CodeCount}", codelist.Source);
        context.Screen.Write(table);
    }

    private static async Task ListCodesAsync(
        CommandContext context, string codelist, string? text, bool isJson, CancellationToken cancellationToken)
    {
        var codes = context.Client.ListCodesAsync(codelist, text);
        if (isJson)
        {
            await JsonOutput.WriteAsync(context.Out, codes, cancellationToken);
            return;
        }

        var table = Tables.Create("Code", "Name", "Parent", "Valid from", "Valid to");
        await foreach (var code in codes.WithCancellation(cancellationToken))
            table.Add(code.Code_, code.Names.In(context.Language), code.Parent, code.ValidFrom, code.ValidTo);
        context.Screen.Write(table);
    }
}
