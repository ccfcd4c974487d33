using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Which findings of a submission are asked for; null means all.</summary>
/// <param name="Rule">The built-in rule.</param>
/// <param name="Severity">The severity.</param>
/// <param name="RuleId">The catalogue's rule, if it is one on the content.</param>
/// <param name="Concept">The concept.</param>
/// <param name="UnjustifiedOnly">Only warnings without a justification.</param>
internal sealed record FindingFilter(FindingRule? Rule, FindingSeverity? Severity, string? RuleId, string? Concept, bool UnjustifiedOnly);
