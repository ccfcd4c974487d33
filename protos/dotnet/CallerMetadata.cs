namespace StatExchange.V1;

/// <summary>
/// The metadata of a call in which a caller says who it takes itself for. The service believes its credential only; it refuses a call that
/// states another organisation than the credential's.
/// </summary>
public static class CallerMetadata
{
    /// <summary>The organisation that the caller acts for, a code of CL_ORGANISATION; left out by who acts for none.</summary>
    public const string Organisation = "statexchange-organisation";

    /// <summary>The person or system that calls, for people, in UTF-8. Older clients send it; the service no longer reads it.</summary>
    public const string Person = "statexchange-person-bin";
}
