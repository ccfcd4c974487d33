namespace StatExchange.V1;

/// <summary>The metadata of a call in which a caller says who it is.</summary>
public static class CallerMetadata
{
    /// <summary>The organisation that the caller acts for, a code of CL_ORGANISATION; left out by who acts for none.</summary>
    public const string Organisation = "statexchange-organisation";

    /// <summary>The person or system that calls, for people: a name in UTF-8, at most 200 characters; may be left out.</summary>
    public const string Person = "statexchange-person-bin";
}
