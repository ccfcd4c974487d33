using Google.Protobuf.Reflection;
using StatExchange.V1;

namespace StatExchange.UnitTests.Contract;

/// <summary>
/// The contract against the snapshot of the one that landed last: what has landed stays. `make contract` has buf check the same and
/// more; this holds where npm is not there.
/// </summary>
public sealed class ContractTests
{
    private static readonly FileDescriptor[] Current =
    [
        .. typeof(SeriesKey).Assembly.GetTypes().Select(type => type.GetProperty("Descriptor", typeof(FileDescriptor))?.GetValue(null)).OfType<FileDescriptor>()
            .Where(file => file.Package == "statexchange.v1"),
    ];

    private static readonly Dictionary<string, FileDescriptorProto> Landed = FileDescriptorSet.Parser
        .WithExtensionRegistry([OptionsExtensions.Concept, OptionsExtensions.StatusCode])
        .ParseFrom(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "statexchange.v1.binpb"))).File
        .Where(file => file.Package == "statexchange.v1").ToDictionary(file => file.Name);

    [Fact]
    public void Nothing_that_landed_is_gone_or_changed()
    {
        var current = Current.Select(file => file.ToProto()).ToDictionary(file => file.Name);
        Assert.Equal(Landed.Keys.Order(StringComparer.Ordinal), current.Keys.Intersect(Landed.Keys).Order(StringComparer.Ordinal));
        var kept = current.Values.SelectMany(Facts).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Landed.Values.SelectMany(Facts), fact => !kept.Contains(fact));
    }

    [Fact]
    public void Every_reason_declares_its_status()
    {
        var reasons = ErrorReasonReflection.Descriptor.EnumTypes.Single();
        Assert.All(reasons.Values, reason => Assert.NotEqual(StatusCode.Unspecified, reason.GetOptions().GetExtension(OptionsExtensions.StatusCode)));
    }

    [Fact]
    public void Every_dimension_declares_its_concept_and_codelist()
    {
        Assert.Equal(18, Dimension.All.Count);
        Assert.All(Dimension.All, dimension =>
        {
            Assert.Equal(dimension.FieldName.ToUpperInvariant(), dimension.Id);
            Assert.StartsWith("CL_", dimension.Codelist, StringComparison.Ordinal);
        });
        Assert.Equal(
            ["DATA_PROVIDER", "FREQ", "INDICATOR", "REF_AREA"], Dimension.All.Where(dimension => !dimension.IsBreakdown).Select(dimension => dimension.Id));
    }

    // A line for each thing a client's code or stored bytes may rest on.
    private static IEnumerable<string> Facts(FileDescriptorProto file) =>
    [
        .. file.MessageType.SelectMany(message => Facts(message.Name, message)),
        .. file.EnumType.SelectMany(type => type.Value.Select(value => $"{type.Name}.{value.Name}={value.Number} {value.Options}")),
        .. file.Extension.Select(extension => $"extension {extension.Name}={extension.Number} {extension.Type}"),
        .. file.Service.SelectMany(service => service.Method.Select(method =>
            $"{service.Name}.{method.Name} {method.ClientStreaming} {method.InputType} {method.ServerStreaming} {method.OutputType}")),
    ];

    private static IEnumerable<string> Facts(string name, DescriptorProto message) =>
    [
        .. message.Field.Select(field => $"{name}.{field.Name}={field.Number} {field.Label} {field.Type} {field.TypeName} {field.Proto3Optional} {field.Options}"),
        .. message.NestedType.SelectMany(nested => Facts($"{name}.{nested.Name}", nested)),
    ];
}
