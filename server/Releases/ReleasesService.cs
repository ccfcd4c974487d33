using System.Globalization;
using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Errors;
using StatExchange.Server.Queries;
using StatExchange.Server.Releases.Receipts;
using StatExchange.V1;

namespace StatExchange.Server.Releases;

/// <summary>The release log over gRPC.</summary>
internal sealed class ReleasesService(ReleasesStore store, ReceiptMaker receipts, CatalogueCache catalogue, ILogger<ReleasesService> logger)
    : V1.ReleasesService.ReleasesServiceBase
{
    private const int DefaultPage = 100;
    private const int MaxReasonLength = 1000;
    private const int MaxPeriods = 1000;

    /// <inheritdoc/>
    public override async Task<ListReleasesResponse> ListReleases(ListReleasesRequest request, ServerCallContext context)
    {
        var pageSize = PageRequest.Size(request.PageSize, DefaultPage);
        if (request.AfterReleaseId < 0)
            throw ExchangeException.InvalidField("after_release_id", "it is negative");
        if (request.Organisation.Length > 0)
            catalogue.Current.RequireOrganisation(request.Organisation);
        var after = request.AfterReleaseId;
        if (request.PageToken.Length > 0 && !long.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            throw new ExchangeException(ErrorReason.PageTokenInvalid, "The page token is damaged. List from the first page.");
        var organisation = request.Organisation.Length > 0 ? request.Organisation : null;
        var releases = await store.ListAsync(after, organisation, pageSize, context.CancellationToken);
        return new ListReleasesResponse
        {
            Releases = { releases.Select(release => release.ToProto()) },
            NextPageToken = releases.Count == pageSize ? releases[^1].ReleaseId.ToString(CultureInfo.InvariantCulture) : string.Empty,
        };
    }

    /// <inheritdoc/>
    public override async Task<GetReleaseResponse> GetRelease(GetReleaseRequest request, ServerCallContext context) => new()
    {
        Release = (await store.FindAsync(request.ReleaseId, context.CancellationToken) ?? throw ReleaseErrors.NotFound(request.ReleaseId)).ToProto(),
    };

    /// <inheritdoc/>
    public override async Task<WithdrawReleaseResponse> WithdrawRelease(WithdrawReleaseRequest request, ServerCallContext context)
    {
        var caller = RequireCaller(context);
        var reason = Reason(request.Reason);
        var release = await store.FindAsync(request.ReleaseId, context.CancellationToken) ?? throw ReleaseErrors.NotFound(request.ReleaseId);
        AccessGuard.Require(caller.MayWithdrawReleasesOf(release.Organisation), caller, release.Organisation);
        if (release.Kind != ReleaseKind.Publication)
            throw ReleaseErrors.CannotBeWithdrawn(release);
        var withdrawal = await store.WithdrawAsync(release, caller, reason, context.CancellationToken);
        logger.LogInformation(
            "Release {ReleaseId} of {Organisation} withdraws release {WithdrawnId}", withdrawal.ReleaseId, withdrawal.Organisation, request.ReleaseId);
        return new WithdrawReleaseResponse { Release = withdrawal.ToProto(), ObservationsLeft = withdrawal.ObservationsLeft };
    }

    /// <inheritdoc/>
    public override async Task<PurgeObservationsResponse> PurgeObservations(PurgeObservationsRequest request, ServerCallContext context)
    {
        var caller = RequireCaller(context);
        var reason = Reason(request.Reason);
        var selection = new SelectionCoder(catalogue.Current).Code(KeySelection.Of(request.Key, catalogue.Current));
        AccessGuard.Require(caller.MayPurgeFiguresOf(request.Key.DataProvider), caller, request.Key.DataProvider);
        var ids = selection.Filters.ToDictionary(filter => filter.Dimension.FieldName, filter => filter.Ids.Single());
        var series = new PurgedSeries(string.Join(':', selection.Filters.Select(filter => catalogue.Current.CodeOf(filter.Ids.Single()))), request.Key.DataProvider, ids);
        var purge = await store.PurgeAsync(series, Periods(request), caller, reason, context.CancellationToken);
        if (purge.Release is { } release)
            logger.LogWarning("Release {ReleaseId} purges {Vintages} vintages of {Series}", release.ReleaseId, purge.Vintages, series.Name);
        return new PurgeObservationsResponse { Release = purge.Release?.ToProto(), Vintages = purge.Vintages, AuditEntryId = purge.AuditEntryId };
    }

    /// <inheritdoc/>
    public override async Task<GetReceiptResponse> GetReceipt(GetReceiptRequest request, ServerCallContext context)
    {
        var caller = RequireCaller(context);
        var release = await store.FindAsync(request.ReleaseId, context.CancellationToken) ?? throw ReleaseErrors.NotFound(request.ReleaseId);
        AccessGuard.Require(caller.MaySeeReceiptsOf(release.Organisation), caller, release.Organisation);
        var (receipt, signature) = await receipts.GetAsync(release, context.CancellationToken);
        return new GetReceiptResponse { Receipt = receipt, Signature = signature };
    }

    private Caller RequireCaller(ServerCallContext context)
    {
        var caller = AccessGuard.RequireCaller(context);
        catalogue.Current.RequireOrganisation(caller.Organisation);
        return caller;
    }

    private static int[] Periods(PurgeObservationsRequest request)
    {
        if (request.Periods.Count is 0 or > MaxPeriods)
            throw ExchangeException.InvalidField("periods", $"it needs 1 to {MaxPeriods} periods");
        var frequency = Frequency.Find(request.Key.Freq)!;
        return
        [
            .. request.Periods.Select(text => TimePeriod.TryParse(text, frequency, out var period)
                ? period.Ordinal
                : throw new ExchangeException(
                    ErrorReason.PeriodInvalid, $"'{text}' is no period of the frequency {request.Key.Freq}.", ("field", "periods"), ("period", text))).Distinct().Order(),
        ];
    }

    private static string Reason(string reason)
    {
        if (reason.Trim().Length is 0 or > MaxReasonLength)
            throw ExchangeException.InvalidField("reason", $"it needs 1 to {MaxReasonLength} characters");
        if (reason.Contains('\0', StringComparison.Ordinal))
            throw ExchangeException.InvalidField("reason", "it has a character that is none");
        return reason.Trim();
    }
}
