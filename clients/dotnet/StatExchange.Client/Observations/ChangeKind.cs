namespace StatExchange.Client;

/// <summary>What happened to an observation.</summary>
public enum ChangeKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>Its value, status or comment differs.</summary>
    Changed,

    /// <summary>It is not there any more.</summary>
    Deleted,
}
