using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>Tells whether a figure is public: neither its status nor what everybody is shown of it may say otherwise.</summary>
internal static class Publicity
{
    /// <summary>
    /// A figure's confidentiality status, and whether it has a value that not everybody is shown. Those who may see all find small counts, and what
    /// is hidden only for the sake of others, without a status: everybody else's view then has it.
    /// </summary>
    /// <param name="value">Its value; null where it has none.</param>
    /// <param name="status">Its confidentiality status.</param>
    /// <param name="shownValue">The value that everybody is shown.</param>
    /// <param name="shownStatus">The confidentiality status that everybody is shown.</param>
    public static (char Status, bool IsRestricted) Of(decimal? value, char status, decimal? shownValue, char shownStatus)
    {
        if (value is null || status != DataStructureDefinition.FreeStatus)
            return (status, value is not null);
        return value == shownValue ? (status, false) : (shownStatus, true);
    }
}
