namespace StatExchange.Server.Limits;

/// <summary>What a call uses beside being a request.</summary>
[Flags]
internal enum QuotaNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is a stream.</summary>
    Stream = 1,

    /// <summary>It moves observations.</summary>
    Observations = 2,

    /// <summary>It takes the database's time.</summary>
    Work = 4,
}
