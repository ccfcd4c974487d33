namespace StatExchange.Server.Access;

/// <summary>Which callers an operation takes at all.</summary>
internal enum Admission
{
    /// <summary>All; no credential is looked at, so that a probe works whatever it brings.</summary>
    Open,

    /// <summary>Known ones, and anonymous ones where the operator allows them.</summary>
    Public,

    /// <summary>Known ones and anonymous ones.</summary>
    Anyone,

    /// <summary>Known ones only.</summary>
    Identified,
}
