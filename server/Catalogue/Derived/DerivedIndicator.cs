namespace StatExchange.Server.Catalogue.Derived;

/// <summary>An indicator that the exchange calculates from others.</summary>
public sealed record DerivedIndicator
{
    /// <summary>Its code; may be that of an indicator that states report as well.</summary>
    public required string Code { get; init; }

    /// <summary>Name by language.</summary>
    public required LocalisedText Names { get; init; }

    /// <summary>Definition, in English.</summary>
    public required string Definition { get; init; }

    /// <summary>Unit of its figures.</summary>
    public required string UnitMeasure { get; init; }

    /// <summary>Exponent of ten its figures are expressed in.</summary>
    public required int UnitMult { get; init; }

    /// <summary>Number of decimals its figures are rounded to.</summary>
    public required int Decimals { get; init; }

    /// <summary>How it is calculated, as it is written: it may name other derived indicators.</summary>
    public required string Formula { get; init; }

    /// <summary>How it is calculated from indicators that are reported, in units, not in multiples of them.</summary>
    public required Formula Expanded { get; init; }
}
