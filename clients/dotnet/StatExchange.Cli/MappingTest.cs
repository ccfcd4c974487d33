using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Reads a file by a mapping and shows what maps and what does not.</summary>
internal sealed class MappingTest(CommandContext context)
{
    private const string TestSuffix = ".TEST";
    private const int MaxIdLength = 64;

    public required FileInfo File { get; init; }

    public required string Organisation { get; init; }

    public required string? MappingId { get; init; }

    public required int MappingVersion { get; init; }

    public required FileInfo? MappingFile { get; init; }

    public required SeriesFileOptions ReaderOptions { get; init; }

    public required bool IsJson { get; init; }

    /// <summary>Tests the mapping.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var mapping = await FindMappingAsync(cancellationToken);
        await using var file = await SeriesFile.OpenAsync(File.FullName, ReaderOptions with { Mapping = mapping }, cancellationToken);
        var handle = await context.Client.OpenSubmissionAsync(
            new SubmissionOpening
            {
                Organisation = Organisation,
                ClientToken = Guid.NewGuid().ToString(),
                SourceName = File.Name,
                IsDryRun = true,
                // So that what maps is counted though something else does not.
                ErrorHandling = ErrorHandling.LeaveOut,
                MappingId = mapping.MappingId,
                MappingVersion = mapping.Version,
            },
            cancellationToken);
        await UploadProgressBar.RunAsync(context, file, File.Name, handle, cancellationToken);
        var outcome = new MappingTestOutcome(handle.Submission);
        await foreach (var finding in handle.FindingsAsync().WithCancellation(cancellationToken))
            outcome.Add(finding);
        await outcome.WriteAsync(context, IsJson);
        return handle.Submission.Errors > 0 ? ExitCode.Refused : ExitCode.Done;
    }

    private async Task<StructureMap> FindMappingAsync(CancellationToken cancellationToken)
    {
        if (MappingFile is null)
            return await context.Client.GetMappingAsync(Organisation, MappingId!, MappingVersion, cancellationToken);
        var mapping = await Client.Files.MappingFile.ReadAsync(MappingFile.FullName, cancellationToken);
        mapping.Organisation = Organisation;
        mapping.MappingId = TestIdOf(MappingFile);
        return await context.Client.SaveMappingAsync(mapping, cancellationToken);
    }

    /// <summary>What is tested must not become the latest version of the mapping that is in use.</summary>
    private static string TestIdOf(FileInfo file)
    {
        var name = string.Concat(Path.GetFileNameWithoutExtension(file.Name)
            .Select(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' ? character : '_'));
        return name[..Math.Min(name.Length, MaxIdLength - TestSuffix.Length)] + TestSuffix;
    }
}
