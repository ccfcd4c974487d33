namespace StatExchange.Server.Submissions.Life;

/// <summary>How an organisation's submissions are published, as it is stored.</summary>
internal sealed record PolicyRecord
{
    /// <summary>The organisation.</summary>
    public required string Organisation { get; init; }

    /// <summary>Whether a second person has to approve.</summary>
    public bool RequiresApproval { get; init; }

    /// <summary>When it was set; null while it never was.</summary>
    public DateTime? SetAt { get; init; }

    /// <summary>Who set it.</summary>
    public string SetBy { get; init; } = string.Empty;
}
