using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Releases;

/// <summary>
/// Two services with the same past; in one something waits for its embargo. Whatever an outsider asks, both answer alike before the
/// instant, in data, counts, tokens, errors and trailers; after it they do not.
/// </summary>
public sealed partial class OutsiderTests(PostgresCluster cluster) : IAsyncLifetime
{
    // It owes its state's profiles.
    private const string Provider = "KZ.BNS";
    private const string Outsider = "UZ.STAT";

    // Whoever is known may verify it, and so sees how many acts there were; of none it sees more than a hash. AuditTests holds that.
    private const string ChainOfHashes = "AuditService";

    // Answers in which the figures must show once they are public, or the comparison would see nothing.
    private static readonly string[] Telling =
    [
        "QueriesService/StreamSeries", "QueriesService/EstimateSelection", "QueriesService/TraceObservation", "QueriesService/StreamChanges",
        "QueriesService/StreamHistory", "QueriesService/ListRevisions", "ReleasesService/ListReleases", "ReleasesService/GetRelease",
        "CalendarService/ListDeliveries", "CalendarService/GetPunctuality", "QueriesService/StreamAggregates", "QueriesService/StreamMirrors",
        "QueriesService/StreamCompleteness",
    ];

    private InProcessServer _quiet = null!;
    private InProcessServer _waiting = null!;
    private Submission _submission = null!;

    public static TheoryData<string> Callers => ["", Outsider];

    private static IEnumerable<MethodDescriptor> Methods => new[]
    {
        CatalogueServiceReflection.Descriptor, MappingsServiceReflection.Descriptor, SubmissionsServiceReflection.Descriptor,
        QueriesServiceReflection.Descriptor, ReleasesServiceReflection.Descriptor, CalendarServiceReflection.Descriptor,
        AccessServiceReflection.Descriptor, AuditServiceReflection.Descriptor, MethodologyServiceReflection.Descriptor,
    }.SelectMany(file => file.Services).SelectMany(service => service.Methods);

    private static DateTimeOffset Instant => InProcessServer.NewClock().GetUtcNow().AddHours(1);

    public async ValueTask InitializeAsync()
    {
        _quiet = await StartAsync();
        _waiting = await StartAsync();
        var office = _waiting.As(Provider);
        _submission = await office.SendAsync(
            opening => (opening.Profile, opening.ReportingPeriod) = ("BASIC", "2023"),
            Append(Series(Key("MIG_IMM_TOT", counterpart: "CN"), At("2023", 4711))), Append(Series(Key(), At("2016", 4712), At("2018", 4713))));
        _submission = await office.ScheduleAsync(_submission, Instant);

        // Published after the other was staged: what is given in order must not tell what was given before it.
        foreach (var server in new[] { _quiet, _waiting })
            await server.As("AM.ARMSTAT").ReleaseAsync(Append(Series(Key(refArea: "AM"), At("2016", 102))));
    }

    public async ValueTask DisposeAsync()
    {
        await _quiet.DisposeAsync();
        await _waiting.DisposeAsync();
    }

    [Fact]
    public void Every_service_of_the_contract_is_asked() => Assert.Equal(
        typeof(SeriesKey).Assembly.GetTypes().Where(type => type.Name.EndsWith("ServiceBase", StringComparison.Ordinal)).Select(type => type.Name[..^"Base".Length])
            .Order(StringComparer.Ordinal),
        Methods.Select(method => method.Service.Name).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Before_the_instant_nothing_shows_and_after_it_everything_does(string caller)
    {
        Advance(Instant - TimeSpan.FromTicks(10));
        foreach (var method in Methods.Where(method => method.Service.Name != ChainOfHashes))
        {
            foreach (var request in Requests(method))
            {
                var (quiet, waiting) = (await AnswerAsync(_quiet, caller, method, request), await AnswerAsync(_waiting, caller, method, request));
                Assert.True(quiet == waiting, $"{method.FullName} of {request}\nwithout an embargo: {quiet}\nwith one: {waiting}");
                Assert.DoesNotContain("4711", waiting, StringComparison.Ordinal);
            }
        }

        Advance(Instant.AddMinutes(1));
        await _waiting.As(Provider).WaitForAsync(_submission, SubmissionState.Published);
        Advance(Instant.AddMinutes(2));
        foreach (var name in Telling)
        {
            var method = Methods.Single(method => $"{method.Service.Name}/{method.Name}" == name);
            var differs = false;
            foreach (var request in Requests(method))
                differs |= await AnswerAsync(_quiet, caller, method, request) != await AnswerAsync(_waiting, caller, method, request);
            Assert.True(differs, $"{name} does not show what is public.");
        }
    }

    private async Task<InProcessServer> StartAsync()
    {
        var server = await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());
        await server.As(Provider).ReleaseAsync(Append(Series(Key(), At("2015", 100), At("2016", 101))));
        return server;
    }

    private void Advance(DateTimeOffset instant)
    {
        _quiet.Clock.SetUtcNow(instant);
        _waiting.Clock.SetUtcNow(instant);
    }

    // Each operation with nothing said, with all fields that could address what waits, and with what wildcards there are.
    private IEnumerable<IMessage> Requests(MethodDescriptor method)
    {
        yield return method.InputType.Parser.ParseFrom([]);
        foreach (var key in new[] { Key("MIG_IMM_TOT", counterpart: "CN", provider: Provider), Key(provider: Provider) })
            yield return Fill(method.InputType, key);
    }

    private IMessage Fill(MessageDescriptor type, SeriesKey key)
    {
        var message = type.Parser.ParseFrom([]);
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            object? value = (field.Name, field.FieldType) switch
            {
                ("submission_id" or "replaces_submission_id", _) => _submission.SubmissionId,
                ("client_token", _) => _submission.ClientToken,
                ("organisation", _) => Provider,
                ("release_id", FieldType.Int64) => 3L,
                ("period" or "start_period" or "end_period", _) => key.Indicator == "MIG_IMM_TOT" ? "2023" : "2018",
                ("key", _) => key,
                ("selection", _) when field.MessageType == DeliverySelection.Descriptor => new DeliverySelection { Organisation = Provider },
                ("selection", _) => new Selection { Filters = { new DimensionFilter { Concept = "INDICATOR", Codes = { key.Indicator } } } },
                ("text" or "reason", FieldType.String) => "why",
                ("codelist", _) => "CL_AREA",
                ("code", FieldType.String) => "BRD_ENTRY_TOT",
                ("profile", _) when type == StreamCompletenessRequest.Descriptor => "BASIC",
                ("mapping_id", _) => "BORDER",
                ("instant", FieldType.Message) => InProcessServer.NewClock().GetUtcNow().AddDays(9).ToTimestamp(),
                ("start", FieldType.Message) => new UploadStart { SubmissionId = _submission.SubmissionId },
                _ => null,
            };
            if (value is not null && !field.IsRepeated && (value is not IMessage inner || inner.Descriptor == field.MessageType))
                field.Accessor.SetValue(message, value);
            else if (field.Name == "periods" && field.FieldType == FieldType.String)
                ((IList<string>)field.Accessor.GetValue(message)).Add("2018");
        }

        return message;
    }

    // What is made anew for each server, and says nothing, is masked: identifiers that begin with an instant, tokens made from them, and
    // sealed tokens, of which the length shows.
    private static async Task<string> AnswerAsync(InProcessServer server, string caller, MethodDescriptor method, IMessage request) =>
        SealedToken().Replace(
            Identifier().Replace(await new AnyCall(server.Channel, caller).AnswerAsync(method, request), "(id)"),
            token => $"(sealed, {token.Length})");

    [GeneratedRegex("(?<=\"resumeToken\": \")[^\"]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SealedToken();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();
}
