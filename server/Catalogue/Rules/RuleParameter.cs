namespace StatExchange.Server.Catalogue.Rules;

/// <summary>A parameter that rules of a kind may have.</summary>
/// <param name="Name">Its name in validation_rules.csv, "tolerance".</param>
/// <param name="Type">What it holds.</param>
/// <param name="Required">Whether a rule of the kind must state it.</param>
/// <param name="Choices">The words it may hold when it is a choice.</param>
internal sealed record RuleParameter(string Name, RuleParameterType Type, bool Required = false, params IReadOnlyList<string> Choices);
