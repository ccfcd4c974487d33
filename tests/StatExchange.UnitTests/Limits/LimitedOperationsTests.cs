using Google.Protobuf.Reflection;
using StatExchange.Server.Limits;
using StatExchange.V1;

namespace StatExchange.UnitTests.Limits;

/// <summary>What is limited by name or type is what the contract has.</summary>
public sealed class LimitedOperationsTests
{
    private static IEnumerable<MethodDescriptor> Methods => typeof(SeriesKey).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal) && type.Namespace == typeof(SeriesKey).Namespace)
        .Select(type => (FileDescriptor)type.GetProperty("Descriptor")!.GetValue(null)!)
        .SelectMany(file => file.Services).SelectMany(service => service.Methods);

    [Fact]
    public void Heavy_work_is_work_that_there_is() =>
        Assert.Empty(HeavyWork.Methods.Except(Methods.Select(method => $"/{method.Service.FullName}/{method.Name}")));

    [Fact]
    public void Every_stream_of_series_counts_its_observations()
    {
        var streamed = Methods.Where(method => method.IsClientStreaming).Select(method => method.InputType)
            .Concat(Methods.Where(method => method.IsServerStreaming).Select(method => method.OutputType))
            .Where(message => Holds(message, [])).Select(message => message.ClrType).ToList();
        Assert.Contains(typeof(StreamSeriesResponse), streamed);
        Assert.All(streamed, message => Assert.True(ObservationCount.IsIn(message), message.Name));
    }

    [Fact]
    public void Observations_are_counted_wherever_they_stand()
    {
        var series = new Series { Periods = { 1, 2 } };
        var change = new SeriesChange { Before = series, After = new Series { Periods = { 1, 2, 3 } } };
        Assert.Equal(3, ObservationCount.Of(new UploadSeriesRequest
        {
            Batch = new UploadBatch { Series = { new StagedSeries { Series = series }, new StagedSeries { Action = SeriesAction.Delete } } },
        }));
        Assert.Equal(4, ObservationCount.Of(new StreamSeriesResponse { Series = { series, series } }));
        Assert.Equal(5, ObservationCount.Of(new StreamChangesResponse { Changes = { change } }));
        Assert.Equal(3, ObservationCount.Of(new StreamHistoryResponse { Vintages = { new SeriesVintage { Series = series, DeletedPeriods = { 3 } } } }));
        Assert.Equal(5, ObservationCount.Of(new PreviewSubmissionResponse { Changes = new PreviewedChanges { Changes = { change } } }));
        Assert.Equal(2, ObservationCount.Of(new StreamCompletenessResponse { Areas = { new AreaCompleteness { Cells = { new CompletenessCell(), new CompletenessCell() } } } }));
        Assert.Equal(0, ObservationCount.Of(new UploadSeriesRequest { End = new UploadEnd() }));
    }

    private static bool Holds(MessageDescriptor message, HashSet<MessageDescriptor> seen) =>
        message == Series.Descriptor
        || (seen.Add(message) && message.Fields.InDeclarationOrder().Any(field => field.FieldType == FieldType.Message && Holds(field.MessageType, seen)));
}
