using StatExchange.Client;
using StatExchange.Client.Files;

namespace StatExchange.Cli;

/// <summary>Shows both sides of corridors.</summary>
internal static class MirrorOutput
{
    public static async Task WriteAsync(
        CommandContext context, MirrorQueryResult answer, bool isRanking, string form, TextWriter? file, CancellationToken cancellationToken)
    {
        switch (form)
        {
            case OutputOption.Json:
                await WriteJsonAsync(file ?? context.Out, answer, cancellationToken);
                break;
            case OutputOption.Csv:
                await using (var csv = new MirrorsCsvWriter(file ?? context.Out))
                    await csv.WriteAsync(answer.ReadMirrorsAsync(cancellationToken), cancellationToken);
                break;
            default:
                await new MirrorTable(isRanking).WriteAsync(context, answer, file is null ? context.Screen : Screens.Create(file, isTerminal: false), cancellationToken);
                break;
        }
    }

    /// <summary>
    /// One document, a corridor a line: <c>{"vintage":{…},"ignoredCodes":[…],"mirrors":[{"key":{…},"mirrorKey":{…},"unitMeasure":…,
    /// "absoluteDifference":20,"asymmetry":0.17,"trend":null,"periodsCompared":1,"periodsPassed":0,"observations":[{"period":"2016",
    /// "reported":{"value":100,"state":"INCLUDED",…},"mirrored":{…},"difference":-20,"ratio":0.83,"asymmetry":0.17,"passes":false}],"explanations":[…]}],"methodology":[…]}</c>.
    /// </summary>
    private static async Task WriteJsonAsync(TextWriter writer, MirrorQueryResult answer, CancellationToken cancellationToken)
    {
        var ignored = string.Join(',', answer.IgnoredCodes.Select(JsonOutput.Format));
        await writer.WriteAsync($$"""{"vintage":{{JsonOutput.Format(answer.Vintage)}},"ignoredCodes":[{{ignored}}],"mirrors":[""");
        var entries = new JsonEntries();
        var separator = "\n";
        await foreach (var mirror in answer.ReadMirrorsAsync(cancellationToken))
        {
            await writer.WriteAsync(separator);
            await writer.WriteAsync(entries.Format(json => MirrorJson.Write(json, mirror)));
            separator = ",\n";
        }

        await writer.WriteLineAsync($$"""{{"\n"}}],"methodology":[{{string.Join(',', answer.Methodology.Select(JsonOutput.Format))}}]}""");
    }
}
