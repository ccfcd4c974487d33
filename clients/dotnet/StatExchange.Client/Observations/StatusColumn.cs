using System.Text;

namespace StatExchange.Client;

/// <summary>The column of a status: a letter an observation.</summary>
internal static class StatusColumn
{
    /// <summary>The column as it travels: left out when every letter is stated and is the default.</summary>
    /// <remarks>"Not stated" is not the default: in a merge it leaves a status as it is, where the default would replace it.</remarks>
    public static string Pack(StringBuilder letters, char defaultLetter)
    {
        var column = letters.ToString();
        return column.AsSpan().ContainsAnyExcept(defaultLetter) ? column : "";
    }
}
