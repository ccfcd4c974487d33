namespace StatExchange.Server.Catalogue.Rules;

/// <summary>What a parameter of a rule holds.</summary>
internal enum RuleParameterType
{
    /// <summary>A decimal number that is not negative, "0.1".</summary>
    Number,

    /// <summary>A decimal number of any sign.</summary>
    SignedNumber,

    /// <summary>An indicator, "MIG_NET".</summary>
    Indicator,

    /// <summary>Indicators, "MIG_NET,BRD_NET".</summary>
    Indicators,

    /// <summary>Indicators to be added, or subtracted after a minus: "MIG_IMM_TOT,-MIG_EMI_TOT".</summary>
    Terms,

    /// <summary>Dimensions, "SEX,AGE".</summary>
    Dimensions,

    /// <summary>Codes of any codelist, "OC2,OC3".</summary>
    Codes,

    /// <summary>Codes of CL_FREQ, "M,Q".</summary>
    Frequencies,

    /// <summary>Codes of CL_UNIT_MEASURE, "PERCENT".</summary>
    Units,

    /// <summary>Measure kinds, "FLOW,STOCK".</summary>
    MeasureKinds,

    /// <summary>One of the words that the parameter names.</summary>
    Choice,
}
