namespace StatExchange.Server.Errors;

/// <summary>A field of a request that is to be corrected.</summary>
/// <param name="Field">Path of the field, as the contract spells it.</param>
/// <param name="Description">What is wrong with it and what was expected.</param>
public sealed record FieldViolation(string Field, string Description);
