namespace StatExchange.Server.Access.Agreements;

/// <summary>An agreement as its table has it.</summary>
internal sealed class AgreementRow
{
    /// <inheritdoc cref="ProvisionAgreement.Organisation"/>
    public string Organisation { get; init; } = string.Empty;

    /// <summary>Its place among those of its organisation.</summary>
    public int Position { get; init; }

    /// <inheritdoc cref="ProvisionAgreement.Indicators"/>
    public string[] Indicators { get; init; } = [];

    /// <inheritdoc cref="ProvisionAgreement.RefAreas"/>
    public string[] RefAreas { get; init; } = [];

    /// <inheritdoc cref="ProvisionAgreement.ValidFrom"/>
    public DateTime? ValidFrom { get; init; }

    /// <inheritdoc cref="ProvisionAgreement.ValidTo"/>
    public DateTime? ValidTo { get; init; }

    /// <inheritdoc cref="ProvisionAgreement.IsPrimary"/>
    public bool IsPrimary { get; init; }

    /// <summary>The agreement.</summary>
    public ProvisionAgreement ToAgreement() => new(Organisation, Indicators, RefAreas, ToDay(ValidFrom), ToDay(ValidTo), IsPrimary);

    private static DateOnly? ToDay(DateTime? day) => day is { } known ? DateOnly.FromDateTime(known) : null;
}
