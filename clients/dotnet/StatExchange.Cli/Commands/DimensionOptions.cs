using System.CommandLine;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>The options that select series by their dimensions: one a dimension of the contract.</summary>
/// <param name="without">Dimensions that have none.</param>
/// <param name="required">A dimension whose option is needed; null for none.</param>
internal sealed class DimensionOptions(IReadOnlyCollection<string>? without = null, string? required = null)
{
    private const char GroupPrefix = '@';
    private const string AreaCodelist = "CL_AREA";

    private readonly (Dimension Dimension, Option<string[]> Option)[] _options =
        [.. Dimension.All.Where(dimension => without?.Contains(dimension.Id) != true).Select(dimension => (dimension, CreateOption(dimension, dimension.Id == required)))];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var (_, option) in _options)
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            foreach (var (_, option) in _options)
            {
                if (result.GetResult(option) is { } given && given.Tokens.Any(token => token.Value.Split(',').Any(string.IsNullOrWhiteSpace)))
                    result.AddError($"{option.Name} has an empty code; leave the option out to ask for all.");
            }
        });
    }

    /// <summary>A query with the filters that arguments state.</summary>
    public SeriesQuery Read(ParseResult arguments, SeriesQuery query)
    {
        foreach (var (dimension, option) in _options)
        {
            var codes = (arguments.GetValue(option) ?? [])
                .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .ToLookup(code => code.StartsWith(GroupPrefix));
            if (codes[false].Any())
                query = query.Where(dimension.Id, codes[false]);
            if (codes[true].Any())
                query = query.WhereMemberOf(dimension.Id, codes[true].Select(code => code[1..]));
        }

        return query;
    }

    /// <summary>The name of a dimension's option: REF_AREA is --ref-area.</summary>
    public static string NameOf(Dimension dimension) => "--" + dimension.Id.ToLowerInvariant().Replace('_', '-');

    private static Option<string[]> CreateOption(Dimension dimension, bool isRequired) => new(NameOf(dimension))
    {
        Description = $"Codes of {dimension.Codelist}{(dimension.Codelist == AreaCodelist ? ", or @GROUP" : "")}.",
        HelpName = "CODES",
        Required = isRequired,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
