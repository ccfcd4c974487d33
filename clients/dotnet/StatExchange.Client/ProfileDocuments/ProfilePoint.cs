namespace StatExchange.Client.ProfileDocuments;

/// <summary>A figure of a year among those of other years.</summary>
/// <param name="Year">The year.</param>
/// <param name="Value">Its value in the indicator's unit.</param>
/// <param name="ConfidentialityStatus">A letter of CL_CONF_STATUS.</param>
/// <param name="IsRestricted">Whether not everybody is shown it.</param>
public sealed record ProfilePoint(int Year, decimal Value, char ConfidentialityStatus, bool IsRestricted);
