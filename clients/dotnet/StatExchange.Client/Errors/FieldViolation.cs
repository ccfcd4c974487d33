namespace StatExchange.Client;

/// <summary>A field of a request that is to be corrected.</summary>
/// <param name="Field">The field, as the request names it: "selection.filters[0].codes[1]".</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record FieldViolation(string Field, string Description);
