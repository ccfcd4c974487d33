using System.CommandLine;
using Spectre.Console;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx rules: what figures are validated by.</summary>
internal static class RulesCommand
{
    private const string Description =
        "Lists the rules that figures are validated by, in the terms of the European Statistical System, or shows one.";

    private const string Example = "statx rules --language ru";

    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Arity = ArgumentArity.ZeroOrOne, Description = "Identifier of one rule." };
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("rules", Description, Example) { id, output }.Does(async (context, cancellationToken) =>
        {
            var rules = await context.Client.ListValidationRulesAsync(cancellationToken);
            var isJson = context.Arguments.GetValue(output) == OutputOption.Json;
            if (context.Arguments.GetValue(id) is { } one)
            {
                var rule = rules.FirstOrDefault(rule => string.Equals(rule.Id, one, StringComparison.OrdinalIgnoreCase))
                    ?? throw new UsageException($"There is no rule '{one}'. See: statx rules");
                await (isJson ? JsonOutput.WriteAsync(context.Out, rule) : ShowAsync(context, rule));
                return ExitCode.Done;
            }

            if (isJson)
            {
                await JsonOutput.WriteAsync(context.Out, rules.ToAsyncEnumerable(), cancellationToken);
                return ExitCode.Done;
            }

            var table = Tables.Create("Rule", "Type", "Level", "Severity", "What is checked");
            foreach (var rule in rules)
                table.Add(rule.Id, rule.Type, rule.Level, rule.Severity.ToString().ToUpperInvariant(), rule.Names.In(context.Language));
            context.Screen.Write(table);
            return ExitCode.Done;
        });
    }

    private static Task ShowAsync(CommandContext context, ValidationRule rule)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add("Rule", rule.Id);
        Add("What is checked", rule.Names.In(context.Language));
        Add("Type", rule.Type);
        Add("Level", rule.Level);
        Add("Severity", rule.Severity.ToString().ToUpperInvariant());
        Add("Kind", rule.Kind);
        foreach (var (name, value) in rule.Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
            Add(name, value);
        Add("Message", rule.Messages.In(context.Language));
        Add("Remedy", rule.Remedies.In(context.Language));
        context.Screen.Write(grid);
        return Task.CompletedTask;

        void Add(string name, string value) => grid.AddRow(Tables.Cell(name), Tables.Cell(value));
    }
}
