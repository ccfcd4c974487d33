using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace StatExchange.Server.Limits;

/// <summary>Checks the limits as they are annotated, those of organisations included.</summary>
internal sealed class LimitsValidation : IValidateOptions<LimitsOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LimitsOptions options)
    {
        var faults = new List<ValidationResult>();
        foreach (var limits in options.Organisations.Values.Append(options.Default).Append(options.Anonymous))
            Validator.TryValidateObject(limits, new ValidationContext(limits), faults, validateAllProperties: true);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(fault => $"{LimitsOptions.Section}: {fault.ErrorMessage}"));
    }
}
