using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>The letters of the ACTION column.</summary>
internal static class FileActions
{
    /// <summary>The kind of structure that rows of a dataflow name.</summary>
    public const string DataflowStructure = "dataflow";

    /// <summary>Information: what a file that is made for reading says of its rows.</summary>
    public const string Information = "I";

    /// <summary>Replace.</summary>
    public const string Replace = "R";

    /// <summary>Reads an action. Without one it is information, which loads as append.</summary>
    public static bool TryParse(string text, out SeriesAction action)
    {
        (action, var isKnown) = text switch
        {
            "" or Information or "A" => (SeriesAction.Append, true),
            Replace => (SeriesAction.Replace, true),
            "M" => (SeriesAction.Merge, true),
            "D" => (SeriesAction.Delete, true),
            _ => (SeriesAction.Append, false),
        };
        return isKnown;
    }
}
