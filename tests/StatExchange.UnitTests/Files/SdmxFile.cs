using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.UnitTests.Files;

/// <summary>Writes a file for one test and reads it.</summary>
internal static class SdmxFile
{
    public const string Header1 = "DATAFLOW,DATA_PROVIDER,FREQ,INDICATOR,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,DECIMALS,COMMENT_OBS";
    public const string Header2 =
        "STRUCTURE,STRUCTURE_ID,ACTION,DATA_PROVIDER,FREQ,INDICATOR,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,DECIMALS,COMMENT_OBS";

    /// <summary>The cells before those of a row in a file of version 1.0.</summary>
    public const string Start1 = "PPMO:MIGRATION_PROFILE(1.0),AM.ARMSTAT,A,MIG_IMM_ST,AM,";

    /// <summary>A row of a file of version 2.x.</summary>
    public static string Row2(string action, string rest, string key = "AM.ARMSTAT,A,MIG_IMM_ST,AM") =>
        $"dataflow,PPMO:MIGRATION_PROFILE(1.0),{action},{key},{rest}";

    public static Task<List<StagedSeries>> ReadAsync(params string[] lines) => ReadAsync(options: null, lines);

    public static async Task<List<StagedSeries>> ReadAsync(SeriesFileOptions? options, params string[] lines)
    {
        var read = await TableFile.ReadAsync(options, lines);
        Assert.Empty(read.Faults);
        return read.Series;
    }
}
