namespace StatExchange.Server.Catalogue.Derived;

/// <summary>A row of derived_indicators.csv.</summary>
internal sealed record DerivedRow(
    long Line, string Code, LocalisedText Names, string Definition, string UnitMeasure, int UnitMult, int Decimals, string Formula);
