using System.Globalization;
using Grpc.Core;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.Server.Hosting;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Submissions over gRPC.</summary>
internal sealed class SubmissionsService(SubmissionsStore store, CatalogueCache catalogue, StreamLifetime lifetime, ILogger<SubmissionsService> logger)
    : V1.SubmissionsService.SubmissionsServiceBase
{
    private const int MaxTokenLength = 128;
    private const int MaxSourceNameLength = 500;
    private const int MaxPageSize = 1000;
    private const int DefaultSubmissionPage = 100;
    private const int DefaultFindingPage = 500;

    /// <inheritdoc/>
    public override async Task<OpenSubmissionResponse> OpenSubmission(OpenSubmissionRequest request, ServerCallContext context)
    {
        if (request.ClientToken.Length is 0 or > MaxTokenLength)
            throw ExchangeException.InvalidField("client_token", $"it needs 1 to {MaxTokenLength} characters");
        if (request.SourceName.Length > MaxSourceNameLength)
            throw ExchangeException.InvalidField("source_name", $"it has more than {MaxSourceNameLength} characters");
        if (request.ContentDigest.Length > MaxTokenLength)
            throw ExchangeException.InvalidField("content_digest", $"it has more than {MaxTokenLength} characters");
        RequireNoNul(request.ClientToken, "client_token");
        RequireNoNul(request.SourceName, "source_name");
        RequireNoNul(request.ContentDigest, "content_digest");
        var dataflow = request.Dataflow.Length > 0 ? request.Dataflow : DataStructureDefinition.Dataflow;
        if (dataflow != DataStructureDefinition.Dataflow)
        {
            throw new ExchangeException(
                ErrorReason.DataflowNotFound, $"The dataflow '{dataflow}' is not exchanged here; {DataStructureDefinition.Dataflow} is.",
                ("dataflow", dataflow), ("expected", DataStructureDefinition.Dataflow));
        }

        RequireOrganisation(request.Organisation);
        var submission = await store.OpenAsync(
            request.Organisation, request.ClientToken, dataflow, request.SourceName, request.ContentDigest, context.CancellationToken);
        var isOther = request.ContentDigest.Length > 0 && submission.ContentDigest.Length > 0 && request.ContentDigest != submission.ContentDigest;
        if (submission.Dataflow != dataflow || isOther)
        {
            throw new ExchangeException(
                ErrorReason.ClientTokenReused,
                $"The client token was used for another submission, of '{submission.SourceName}' to {submission.Dataflow}. Take a new token.",
                ("submission_id", submission.SubmissionId.ToString()));
        }

        return new OpenSubmissionResponse { Submission = submission.ToProto() };
    }

    /// <inheritdoc/>
    public override async Task UploadSeries(
        IAsyncStreamReader<UploadSeriesRequest> requestStream, IServerStreamWriter<UploadSeriesResponse> responseStream, ServerCallContext context)
    {
        using var cancellation = lifetime.Link(context);
        var session = new UploadSession(store, catalogue.Current, requestStream, responseStream);
        await session.RunAsync(cancellation.Token);
    }

    /// <inheritdoc/>
    public override async Task<GetSubmissionResponse> GetSubmission(GetSubmissionRequest request, ServerCallContext context) =>
        new() { Submission = (await FindAsync(request.SubmissionId, context.CancellationToken)).ToProto() };

    /// <inheritdoc/>
    public override async Task<ListSubmissionsResponse> ListSubmissions(ListSubmissionsRequest request, ServerCallContext context)
    {
        var pageSize = PageSize(request.PageSize, DefaultSubmissionPage);
        if (request.Organisation.Length > 0)
            RequireOrganisation(request.Organisation);
        var page = await store.ListAsync(
            request.Organisation.Length > 0 ? request.Organisation : null,
            request.State == SubmissionState.Unspecified ? null : request.State,
            SubmissionPageToken.Parse(request.PageToken), pageSize, context.CancellationToken);
        return new ListSubmissionsResponse
        {
            Submissions = { page.Select(submission => submission.ToProto()) },
            NextPageToken = page.Count == pageSize ? SubmissionPageToken.After(page[^1]) : string.Empty,
        };
    }

    /// <inheritdoc/>
    public override async Task<ListFindingsResponse> ListFindings(ListFindingsRequest request, ServerCallContext context)
    {
        var pageSize = PageSize(request.PageSize, DefaultFindingPage);
        var after = 0L;
        if (request.PageToken.Length > 0 && !long.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            throw new ExchangeException(ErrorReason.PageTokenInvalid, "The page token is damaged. List from the first page.");
        var submission = await FindAsync(request.SubmissionId, context.CancellationToken);
        var page = await store.ListFindingsAsync(
            submission.SubmissionId, request.Rule == FindingRule.Unspecified ? null : request.Rule, after, pageSize, context.CancellationToken);
        return new ListFindingsResponse
        {
            Findings = { page.Select(finding => finding.ToProto()) },
            NextPageToken = page.Count == pageSize ? page[^1].Number.ToString(CultureInfo.InvariantCulture) : string.Empty,
        };
    }

    /// <inheritdoc/>
    public override async Task<PublishSubmissionResponse> PublishSubmission(PublishSubmissionRequest request, ServerCallContext context)
    {
        var submission = await store.PublishAsync(ParseId(request.SubmissionId), context.CancellationToken);
        logger.LogInformation(
            "Release {ReleaseId} of {Organisation}: {Added} observations added, {Changed} changed, {Deleted} deleted",
            submission.Release!.ReleaseId, submission.Organisation, submission.Release.ObservationsAdded,
            submission.Release.ObservationsChanged, submission.Release.ObservationsDeleted);
        return new PublishSubmissionResponse { Submission = submission.ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<WithdrawSubmissionResponse> WithdrawSubmission(WithdrawSubmissionRequest request, ServerCallContext context)
    {
        var submission = await store.WithdrawAsync(ParseId(request.SubmissionId), context.CancellationToken)
            ?? throw SubmissionErrors.NotFound(request.SubmissionId);
        SubmissionErrors.RequireState(submission, SubmissionState.Withdrawn);
        return new WithdrawSubmissionResponse { Submission = submission.ToProto() };
    }

    private static void RequireNoNul(string text, string field)
    {
        if (text.Contains('\0'))
            throw ExchangeException.InvalidField(field, "it has a NUL character");
    }

    private static int PageSize(int requested, int standard) => requested switch
    {
        0 => standard,
        < 0 or > MaxPageSize => throw ExchangeException.InvalidField("page_size", $"{requested} is not between 0 and {MaxPageSize}"),
        _ => requested,
    };

    private static Guid ParseId(string submissionId) =>
        Guid.TryParse(submissionId, out var id) ? id : throw SubmissionErrors.NotFound(submissionId);

    private async Task<SubmissionRecord> FindAsync(string submissionId, CancellationToken cancellationToken) =>
        await store.FindAsync(ParseId(submissionId), cancellationToken) ?? throw SubmissionErrors.NotFound(submissionId);

    private void RequireOrganisation(string organisation)
    {
        var organisations = catalogue.Current.Codelist("CL_ORGANISATION");
        if (organisations.Find(organisation) is not null)
            return;
        var nearest = organisations.Nearest(organisation);
        var hint = nearest.Length > 0 ? $" Did you mean {nearest}?" : string.Empty;
        throw new ExchangeException(
            ErrorReason.OrganisationNotFound, $"There is no organisation '{organisation}'.{hint}", ("organisation", organisation), ("nearest", nearest));
    }
}
