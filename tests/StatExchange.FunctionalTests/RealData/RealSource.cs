using System.IO.Compression;
using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.RealData;

/// <summary>A file as it was published, and the mapping that reads it.</summary>
/// <param name="File">The file, among the demonstration's sources.</param>
/// <param name="Organisation">Whose figures they are.</param>
/// <param name="Mapping">The mapping, among the demonstration's.</param>
/// <param name="Area">What the mapping's placeholder "XX" stands for; empty when it has none.</param>
internal sealed record RealSource(string File, string Organisation, string Mapping, string Area = "")
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The countries of Eurostat's flows and their offices: those of the catalogue that begin with the country's code.</summary>
    public static IReadOnlyList<RealSource> Eurostat(IEnumerable<string> organisations) =>
    [
        .. Lines("eurostat_flows_2010_2016.csv").Skip(1).Select(line => line.Split(',')[2]).Distinct().Order(StringComparer.Ordinal)
            .Select(area => new RealSource(
                "eurostat_flows_2010_2016.csv", organisations.Single(code => code.StartsWith($"{area}.", StringComparison.Ordinal)), "eurostat", area)),
    ];

    /// <summary>The lines of a source, unpacked.</summary>
    public static IEnumerable<string> Lines(string file) => System.IO.File.ReadLines(Unpacked(file));

    /// <summary>Saves the mapping, submits the file by it leaving out what is wrong, justifies what is unusual, and publishes.</summary>
    /// <returns>The report.</returns>
    public async Task<GetValidationReportResponse> PublishAsync(StatExchangeClient client)
    {
        var mapping = await SaveMappingAsync(client);
        await using var file = await SeriesFile.OpenAsync(Unpacked(File), new SeriesFileOptions { Mapping = mapping }, Cancellation);
        var handle = await client.OpenSubmissionAsync(
            new SubmissionOpening
            {
                Organisation = Organisation,
                ClientToken = $"{Organisation} {File}",
                SourceName = File,
                MappingId = mapping.MappingId,
                MappingVersion = mapping.Version,
                ErrorHandling = ErrorHandling.LeaveOut,
            },
            Cancellation);
        await handle.UploadAsync(file.ReadAsync(cancellationToken: Cancellation), new UploadOptions { Columns = file.Columns }, cancellationToken: Cancellation);
        if (handle.Submission.UnjustifiedWarnings > 0)
            await handle.JustifyAsync(new WarningJustification { Text = "As published by the source." }, Cancellation);
        await handle.PublishAsync(Cancellation);
        return await handle.GetReportAsync(cancellationToken: Cancellation);
    }

    private static string Unpacked(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "sources", file);
        if (!file.EndsWith(".gz", StringComparison.Ordinal))
            return path;
        var unpacked = Path.Combine(Path.GetTempPath(), $"{Environment.ProcessId}-{Path.GetFileNameWithoutExtension(file)}");
        if (System.IO.File.Exists(unpacked))
            return unpacked;
        using var source = new GZipStream(System.IO.File.OpenRead(path), CompressionMode.Decompress);
        using var target = System.IO.File.Create(unpacked);
        source.CopyTo(target);
        return unpacked;
    }

    private async Task<StructureMap> SaveMappingAsync(StatExchangeClient client)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "mappings", $"{Mapping}.csv");
        if (Area.Length > 0)
        {
            var filled = Path.Combine(Path.GetTempPath(), $"{Environment.ProcessId}-{Mapping}-{Area}.csv");
            await System.IO.File.WriteAllTextAsync(filled, (await System.IO.File.ReadAllTextAsync(path, Cancellation)).Replace("XX", Area, StringComparison.Ordinal), Cancellation);
            path = filled;
        }

        var map = await MappingFile.ReadAsync(path, Cancellation);
        (map.Organisation, map.MappingId) = (Organisation, Mapping);
        return await client.SaveMappingAsync(map, Cancellation);
    }
}
