using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Mappings;

/// <summary>Mappings over gRPC.</summary>
internal sealed class MappingsService(MappingsStore store, CatalogueCache catalogue) : V1.MappingsService.MappingsServiceBase
{
    private const int DefaultPage = 100;
    private const char TokenSeparator = '/';

    /// <inheritdoc/>
    public override async Task<SaveMappingResponse> SaveMapping(SaveMappingRequest request, ServerCallContext context)
    {
        var caller = AccessGuard.RequireCaller(context);
        catalogue.Current.RequireOrganisation(caller.Organisation);
        var mapping = request.Mapping ?? throw ExchangeException.InvalidField("mapping", "it is missing");
        catalogue.Current.RequireOrganisation(mapping.Organisation);
        AccessGuard.Require(caller.MaySaveMappingsOf(mapping.Organisation), caller, mapping.Organisation);
        MappingCheck.Require(mapping, catalogue.Current);
        var saved = await store.SaveAsync(mapping.Organisation, mapping.MappingId, mapping.ToContent(), caller, context.CancellationToken);
        return new SaveMappingResponse { Mapping = saved.ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<GetMappingResponse> GetMapping(GetMappingRequest request, ServerCallContext context)
    {
        if (request.MappingId.Contains('\0') || request.Organisation.Contains('\0'))
            throw ExchangeException.InvalidField("mapping_id", "it has a NUL character");
        var mapping = await store.GetAsync(request.Organisation, request.MappingId, request.Version, context.CancellationToken);
        return new GetMappingResponse { Mapping = mapping.ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<ListMappingsResponse> ListMappings(ListMappingsRequest request, ServerCallContext context)
    {
        var pageSize = PageRequest.Size(request.PageSize, DefaultPage);
        if (request.Organisation.Length > 0)
            catalogue.Current.RequireOrganisation(request.Organisation);
        (string, string)? after = null;
        if (request.PageToken.Length > 0)
        {
            after = request.PageToken.Split(TokenSeparator, 2) is [var organisation, var mapping] && !request.PageToken.Contains('\0')
                ? (organisation, mapping)
                : throw new ExchangeException(ErrorReason.PageTokenInvalid, "The page token is damaged. List from the first page.");
        }

        var page = await store.ListAsync(
            request.Organisation.Length > 0 ? request.Organisation : null, after, pageSize, context.CancellationToken);
        return new ListMappingsResponse
        {
            Mappings = { page.Select(mapping => mapping.ToProto()) },
            NextPageToken = page.Count == pageSize ? $"{page[^1].Organisation}{TokenSeparator}{page[^1].MappingId}" : string.Empty,
        };
    }
}
