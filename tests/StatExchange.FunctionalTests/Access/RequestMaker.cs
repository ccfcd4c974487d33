using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Access;

/// <summary>Makes a request of any operation that is about the things of an organisation, from the operation's descriptor.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="SubmissionId">A submission of it.</param>
/// <param name="ReleaseId">A release of it.</param>
/// <param name="CredentialId">A credential of it.</param>
/// <param name="GrantId">A grant that it gave.</param>
internal sealed record RequestMaker(string Organisation, string SubmissionId, long ReleaseId, string CredentialId, string GrantId)
{
    private static readonly ByteString SigningRequest = SecuredExchange.RequestOf(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private SeriesKey Series => Key("BRD_ENTRY_TOT", Organisation[..2], "CN", provider: Organisation);

    private static Selection Selection => new() { Filters = { new DimensionFilter { Concept = "INDICATOR", Codes = { "BRD_ENTRY_TOT" } } } };

    /// <summary>All operations of the services that a server offers.</summary>
    public static IEnumerable<MethodDescriptor> Methods => typeof(SeriesKey).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: true, IsSealed: true, IsNested: false } && type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(type => (FileDescriptor)type.GetProperty("Descriptor")!.GetValue(null)!)
        .SelectMany(file => file.Services).SelectMany(service => service.Methods);

    /// <summary>The request of an operation.</summary>
    public IMessage Of(MethodDescriptor method) => method.InputType.ClrType == typeof(UploadSeriesRequest)
        ? new UploadSeriesRequest { Start = new UploadStart { SubmissionId = SubmissionId } }
        : Fill(method.InputType.Parser.ParseFrom([]));

    private IMessage Fill(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.IsMap)
            {
                if (field.Name == "text")
                    ((System.Collections.IDictionary)field.Accessor.GetValue(message)).Add("en", "test");
            }
            else if (field.IsRepeated)
            {
                foreach (var value in Values(field))
                    ((System.Collections.IList)field.Accessor.GetValue(message)).Add(value);
            }
            else if (Value(field) is { } value)
            {
                field.Accessor.SetValue(message, value);
            }
        }

        return message;
    }

    private IEnumerable<object> Values(FieldDescriptor field) => field.Name switch
    {
        "agreements" => TestAgreements.OfArea(Organisation[..2]),
        "notes" => [new MethodologyNote { Organisation = Organisation, Indicator = "BRD_ENTRY_TOT", Definition = { ["en"] = "test" } }],
        "periods" => ["2015"],
        "roles" => [Role.Analyst],
        _ => [],
    };

    private object? Value(FieldDescriptor field) => (field.Name, field.FieldType) switch
    {
        ("submission_id", _) => SubmissionId,
        ("organisation", _) => Organisation,
        ("release_id", FieldType.Int64) => ReleaseId,
        ("credential_id", _) => CredentialId,
        ("grant_id", _) => GrantId,
        ("client_token" or "subject", _) => $"{Guid.NewGuid()}",
        ("text" or "reason" or "person" or "mapping_id", FieldType.String) when field.ContainingType.Name is not ("OpenSubmissionRequest" or "ListCodesRequest") => "test",
        ("grantee", _) => "CIS.STAT",
        ("kind", FieldType.Enum) => CredentialKind.Token,
        ("certificate_request", _) => SigningRequest,
        ("codelist", _) => "CL_AREA",
        ("code", FieldType.String) => "BRD_ENTRY_TOT",
        ("period", FieldType.String) => "2015",
        ("instant", _) => Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddYears(1)),
        ("key", _) => Series,
        ("selection", _) when field.ContainingType == StreamMirrorsRequest.Descriptor => Selection,
        ("profile", _) when field.ContainingType == StreamCompletenessRequest.Descriptor => "BASIC",
        ("mapping", _) => new StructureMap { Organisation = Organisation, MappingId = "MATRIX", Figures = { new FiguresMap { Column = "persons" } } },
        _ => null,
    };
}
