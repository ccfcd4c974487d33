using Grpc.Core;
using StatExchange.Server.Access.Agreements;
using StatExchange.Server.Access.Grants;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <content>What organisations may submit, and who sees their restricted figures.</content>
internal sealed partial class AccessService
{
    private sealed record AgreementPosition(string Organisation, int Position);

    /// <inheritdoc/>
    public override async Task<ListProvisionAgreementsResponse> ListProvisionAgreements(ListProvisionAgreementsRequest request, ServerCallContext context)
    {
        var pageSize = PageRequest.Size(request.PageSize, DefaultPage);
        if (request.Organisation.Length > 0)
            catalogue.Current.RequireOrganisation(request.Organisation);
        var list = $"agreements {request.Organisation}";
        var after = pages.Read<AgreementPosition>(list, request.PageToken);
        var page = await agreements.ListAsync(
            request.Organisation.Length > 0 ? request.Organisation : null, after is null ? null : (after.Organisation, after.Position), pageSize, context.CancellationToken);
        return new ListProvisionAgreementsResponse
        {
            Agreements = { page.Select(entry => entry.Agreement.ToProto()) },
            NextPageToken = pages.After(list, page.Count == pageSize ? new AgreementPosition(page[^1].Agreement.Organisation, page[^1].Position) : null),
        };
    }

    /// <inheritdoc/>
    public override async Task<SetProvisionAgreementsResponse> SetProvisionAgreements(SetProvisionAgreementsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        catalogue.Current.RequireOrganisation(request.Organisation);
        if (request.Agreements.Count > AgreementCheck.MostAgreements)
            throw ExchangeException.InvalidField("agreements", $"it has more than {AgreementCheck.MostAgreements} entries");
        var stated = request.Agreements.Select((agreement, position) => agreement.ToAgreement(request.Organisation, position)).ToList();
        AgreementCheck.RequireCodes(stated, catalogue.Current);
        await agreements.SetAsync(request.Organisation, stated, caller.Named(), context.CancellationToken);
        logger.LogInformation("{Caller} set {Count} provision agreements of {Organisation}", caller.Named(), stated.Count, request.Organisation);
        return new SetProvisionAgreementsResponse { Agreements = { stated.Select(agreement => agreement.ToProto()) } };
    }

    /// <inheritdoc/>
    public override async Task<GrantAccessResponse> GrantAccess(GrantAccessRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        catalogue.Current.RequireOrganisation(request.Grantee);
        if (request.Grantee == caller.Organisation)
            throw ExchangeException.InvalidField("grantee", "an organisation sees its own figures anyway");
        AgreementCheck.RequireIndicators(request.Indicators, catalogue.Current);
        var expiresAt = ExpiresAt(request);
        var grant = new GrantRecord
        {
            GrantId = Guid.CreateVersion7(time.GetUtcNow()),
            Provider = caller.Organisation,
            Grantee = request.Grantee,
            Indicators = [.. request.Indicators.Distinct().Order(StringComparer.Ordinal)],
            GrantedBy = caller.Person,
            ExpiresAt = expiresAt,
        };
        return new GrantAccessResponse { Grant = (await grants.GiveAsync(grant, context.CancellationToken)).ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<RevokeGrantResponse> RevokeGrant(RevokeGrantRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var grant = Guid.TryParse(request.GrantId, out var id) ? await grants.FindAsync(id, context.CancellationToken) : null;
        if (grant is null || !(caller.MaySeeAccessOf(grant.Provider) || caller.MaySeeAccessOf(grant.Grantee)))
            throw new ExchangeException(ErrorReason.GrantNotFound, "There is no such grant.", ("grant_id", request.GrantId));
        AccessGuard.Require(caller.MayRevokeGrantsOf(grant.Provider), caller, grant.Provider);
        return new RevokeGrantResponse { Grant = (await grants.RevokeAsync(grant.GrantId, caller.Person, context.CancellationToken)).ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<ListGrantsResponse> ListGrants(ListGrantsRequest request, ServerCallContext context)
    {
        var caller = AccessGuard.RequireCaller(context);
        var pageSize = PageRequest.Size(request.PageSize, DefaultPage);
        var organisation = caller.MaySeeAllAccess() ? null : caller.Organisation;
        var list = $"grants {organisation}";
        var page = await grants.ListAsync(organisation, pages.Read<GrantRecord>(list, request.PageToken), pageSize, context.CancellationToken);
        return new ListGrantsResponse { Grants = { page.Select(grant => grant.ToProto()) }, NextPageToken = pages.After(list, page.Count == pageSize ? page[^1] : null) };
    }

    private DateTime? ExpiresAt(GrantAccessRequest request)
    {
        if (request.ExpiresAt is null)
            return null;
        try
        {
            var expiresAt = request.ExpiresAt.ToDateTime();
            if (expiresAt > time.GetUtcNow().UtcDateTime)
                return expiresAt;
        }
        catch (InvalidOperationException)
        {
            // Out of the range of a timestamp.
        }

        throw ExchangeException.InvalidField("expires_at", "it is no instant in the future");
    }
}
