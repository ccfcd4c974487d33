namespace StatExchange.FunctionalTests.Cli;

/// <summary>Files of border crossings for commands to work with.</summary>
internal static class Crossings
{
    private const string Header = "DATAFLOW,DATA_PROVIDER,FREQ,INDICATOR,REF_AREA,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,COMMENT_OBS";

    /// <summary>The lines of a file of entries from China.</summary>
    public static string[] File(string organisation, params IEnumerable<(int Year, string Value)> figures) =>
        [Header, .. figures.Select(figure => $"PPMO:MIGRATION_PROFILE(1.0),{organisation},A,BRD_ENTRY_TOT,{organisation[..2]},CN,{figure.Year},{figure.Value},,")];
}
