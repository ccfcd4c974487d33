using Grpc.Core;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Catalogue;

/// <summary>The catalogue over gRPC.</summary>
internal sealed class CatalogueService(CatalogueCache cache) : V1.CatalogueService.CatalogueServiceBase
{
    /// <inheritdoc/>
    public override Task<GetDataStructureResponse> GetDataStructure(GetDataStructureRequest request, ServerCallContext context) =>
        Task.FromResult(new GetDataStructureResponse
        {
            DataStructure = new DataStructure
            {
                Dataflow = DataStructureDefinition.Dataflow,
                DataStructure_ = DataStructureDefinition.DataStructure,
                Concepts = { DataStructureDefinition.Concepts },
            },
        });

    /// <inheritdoc/>
    public override Task<ListCodelistsResponse> ListCodelists(ListCodelistsRequest request, ServerCallContext context)
    {
        var catalogue = cache.Current;
        var response = new ListCodelistsResponse { CatalogueVersion = catalogue.Version, Unchanged = request.KnownVersion == catalogue.Version };
        if (!response.Unchanged)
        {
            var (page, next) = CataloguePaging.Cut(catalogue.Codelists, request.PageSize, request.PageToken, catalogue.Version);
            response.Codelists.AddRange(page.Select(codelist => codelist.ToProto()));
            response.NextPageToken = next;
        }

        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override Task<ListCodesResponse> ListCodes(ListCodesRequest request, ServerCallContext context)
    {
        var catalogue = cache.Current;
        var codelist = catalogue.FindCodelist(request.Codelist)
            ?? throw NotFound(ErrorReason.CodelistNotFound, "codelist", request.Codelist, catalogue.Codelists.Select(list => list.Id));
        var response = new ListCodesResponse { CatalogueVersion = catalogue.Version, Unchanged = request.KnownVersion == catalogue.Version };
        if (!response.Unchanged)
        {
            var codes = codelist.Codes
                .Where(code => request.Text.Length == 0 || code.Names.Contains(request.Text) || Contains(code.Code, request.Text)).ToList();
            var (page, next) = CataloguePaging.Cut(codes, request.PageSize, request.PageToken, catalogue.Version);
            response.Codes.AddRange(page.Select(code => code.ToProto()));
            response.NextPageToken = next;
        }

        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override Task<ListIndicatorsResponse> ListIndicators(ListIndicatorsRequest request, ServerCallContext context)
    {
        var catalogue = cache.Current;
        var profile = request.Profile.Length == 0 ? null : catalogue.Profiles.FirstOrDefault(profile => profile.Id == request.Profile)
            ?? throw NotFound(ErrorReason.ProfileNotFound, "profile", request.Profile, catalogue.Profiles.Select(profile => profile.Id));
        var response = new ListIndicatorsResponse { CatalogueVersion = catalogue.Version, Unchanged = request.KnownVersion == catalogue.Version };
        if (!response.Unchanged)
        {
            var indicators = catalogue.Indicators
                .Where(indicator => profile is null || profile.Indicators.Contains(indicator.Code))
                .Where(indicator => request.ThematicArea.Length == 0 || indicator.ThematicArea == request.ThematicArea)
                .Where(indicator => request.Text.Length == 0 || indicator.Names.Contains(request.Text)
                    || Contains(indicator.Code, request.Text) || Contains(indicator.Definition, request.Text))
                .ToList();
            var (page, next) = CataloguePaging.Cut(indicators, request.PageSize, request.PageToken, catalogue.Version);
            response.Indicators.AddRange(page.Select(indicator => indicator.ToProto(catalogue.Profiles)));
            response.NextPageToken = next;
        }

        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override Task<GetIndicatorResponse> GetIndicator(GetIndicatorRequest request, ServerCallContext context)
    {
        var catalogue = cache.Current;
        var indicator = catalogue.FindIndicator(request.Code)
            ?? throw NotFound(ErrorReason.IndicatorNotFound, "indicator", request.Code, catalogue.Indicators.Select(indicator => indicator.Code));
        return Task.FromResult(new GetIndicatorResponse
        {
            Indicator = indicator.ToProto(catalogue.Profiles),
            CatalogueVersion = catalogue.Version,
        });
    }

    /// <inheritdoc/>
    public override Task<ListProfilesResponse> ListProfiles(ListProfilesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListProfilesResponse
        {
            Profiles = { cache.Current.Profiles.Select(profile => profile.ToProto()) },
            CatalogueVersion = cache.Current.Version,
        });

    /// <inheritdoc/>
    public override Task<ListAreaGroupsResponse> ListAreaGroups(ListAreaGroupsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListAreaGroupsResponse
        {
            AreaGroups = { cache.Current.AreaGroups.Select(group => group.ToProto()) },
            CatalogueVersion = cache.Current.Version,
        });

    /// <inheritdoc/>
    public override Task<ListDerivedIndicatorsResponse> ListDerivedIndicators(ListDerivedIndicatorsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListDerivedIndicatorsResponse
        {
            Indicators = { cache.Current.DerivedIndicators.Select(indicator => indicator.ToProto()) },
            CatalogueVersion = cache.Current.Version,
        });

    /// <inheritdoc/>
    public override Task<ListValidationRulesResponse> ListValidationRules(ListValidationRulesRequest request, ServerCallContext context)
    {
        var catalogue = cache.Current;
        var response = new ListValidationRulesResponse
        {
            CatalogueVersion = catalogue.Version,
            Unchanged = request.KnownVersion == catalogue.Version,
        };
        if (!response.Unchanged)
            response.Rules.AddRange(catalogue.ValidationRules.Select(rule => rule.ToProto()));
        return Task.FromResult(response);
    }

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static ExchangeException NotFound(ErrorReason reason, string kind, string written, IEnumerable<string> existing)
    {
        var nearest = NearestText.Find(written, existing);
        var hint = nearest.Length > 0 ? $" Did you mean {nearest}?" : string.Empty;
        return new ExchangeException(reason, $"There is no {kind} '{written}'.{hint}", (kind, written), ("nearest", nearest));
    }
}
