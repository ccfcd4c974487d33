namespace StatExchange.Server.Confidentiality;

/// <summary>The codes of CL_CONF_STATUS that the service sets itself.</summary>
internal static class ConfidentialityFlag
{
    /// <summary>Hidden because the count is small.</summary>
    public const char SmallCount = 'A';

    /// <summary>Hidden so that others cannot be calculated.</summary>
    public const char Secondary = 'S';
}
