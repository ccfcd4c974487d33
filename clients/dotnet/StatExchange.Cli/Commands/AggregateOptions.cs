using System.CommandLine;
using System.Globalization;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>The options that say what is put together, of whose figures, and when it has a value.</summary>
internal sealed class AggregateOptions
{
    private const char GroupPrefix = '@';

    private readonly Option<string[]> _over = new("--over")
    {
        Description = "Put together over these codes of a dimension, or over the members of an area group: REF_AREA=@EU, REF_AREA=AM,KZ, SEX=F,M. May be given several times.",
        HelpName = "DIMENSION=CODES",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _derive = new("--derive") { Description = "Calculate this indicator from those of its formula: see statx indicators --derived.", HelpName = "CODE" };

    private readonly Option<string?> _to = new Option<string?>("--to-freq")
    {
        Description = "Put periods together into this frequency: flows by their sum, stocks by the last.",
        HelpName = "FREQ",
    }.AcceptOnlyFromAmong("A", "S", "T", "Q", "M");

    private readonly Option<bool> _noIntraGroup = new("--exclude-intra-group") { Description = "Leave out movements from one part to another." };
    private readonly Option<string[]> _prefer = ListOptions.Create("--prefer", "Take the figure of the first of these organisations that has one, and of no other", "ORGANISATIONS");
    private readonly Option<bool> _each = new("--each-provider") { Description = "Every provider by itself, instead of one for each figure." };
    private readonly Option<bool> _complete = new("--complete") { Description = "Give a value only where every part is there." };
    private readonly Option<double?> _share = new("--minimum-share") { Description = "Give a value only where this share of the weight is there, above 0 to 1.", HelpName = "SHARE" };
    private readonly Option<string?> _weight = new("--weight") { Description = "Measure the shares of sums by this indicator, such as CTX_POP_TOT; averages always count by their own weight.", HelpName = "INDICATOR" };
    private readonly Option<int> _carry = new("--carry-forward") { Description = "Carry the last value of a missing part forward, for at most N periods.", HelpName = "N" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _over, _derive, _to, _noIntraGroup, _prefer, _each, _complete, _share, _weight, _carry })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            foreach (var token in result.GetResult(_over)?.Tokens ?? [])
            {
                if (Parts(token.Value) is not { } parts || parts.Codes.Length == 0)
                    result.AddError($"--over must be DIMENSION=CODES, such as REF_AREA=@EU; '{token.Value}' is not.");
                else if (Dimension.Find(parts.Concept) is null)
                    result.AddError($"--over: '{parts.Concept}' is no dimension. The dimensions are {string.Join(", ", Dimension.All.Select(dimension => dimension.Id))}.");
            }

            if (result.GetResult(_complete) is { Implicit: false } && result.GetResult(_share) is { Implicit: false })
                result.AddError("--complete and --minimum-share exclude each other.");
            if (result.GetResult(_each) is { Implicit: false } && result.GetResult(_prefer) is { Implicit: false })
                result.AddError("--each-provider and --prefer exclude each other.");
            if (result.GetResult(_share) is { Tokens: [var share] } && double.TryParse(share.Value, CultureInfo.InvariantCulture, out var number) && number is not (> 0 and <= 1))
                result.AddError("--minimum-share must be above 0 and at most 1.");
        });
    }

    /// <summary>The query that arguments state.</summary>
    public AggregateQuery Read(ParseResult arguments, SeriesQuery figures)
    {
        var query = new AggregateQuery(figures)
        {
            DerivedIndicator = arguments.GetValue(_derive),
            Frequency = arguments.GetValue(_to),
            ExcludesIntraGroupFlows = arguments.GetValue(_noIntraGroup),
            Coverage = new CoverageRule
            {
                Policy = arguments.GetValue(_complete) ? CoveragePolicy.Complete
                    : arguments.GetValue(_share) is null ? CoveragePolicy.Any : CoveragePolicy.MinimumShare,
                MinimumShare = arguments.GetValue(_share) ?? 0,
                WeightIndicator = arguments.GetValue(_weight) ?? "",
                CarryForwardPeriods = arguments.GetValue(_carry),
            },
        };
        foreach (var (concept, codes) in arguments.GetRequiredValue(_over).Select(text => Parts(text)!.Value))
        {
            foreach (var code in codes)
                query = code.StartsWith(GroupPrefix) ? query.OverMembersOf(concept, code[1..]) : query.Over(concept, code);
        }

        if (arguments.GetValue(_each))
            return query.OfEachProvider();
        var preferred = arguments.GetRequiredValue(_prefer);
        return preferred.Length > 0 ? query.PreferringProviders(preferred) : query;
    }

    private static (string Concept, string[] Codes)? Parts(string text) => text.Split('=', 2) is [var concept, var codes]
        ? (concept.Trim().ToUpperInvariant().Replace('-', '_'), codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        : null;
}
