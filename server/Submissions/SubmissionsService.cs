using System.Globalization;
using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Access.Agreements;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.Server.Hosting;
using StatExchange.Server.Mappings;
using StatExchange.Server.Submissions.Life;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Submissions over gRPC.</summary>
internal sealed partial class SubmissionsService(
    SubmissionsStore store, SubmissionAccess access, MappingsStore mappings, AgreementStore agreements, CatalogueCache catalogue, StreamLifetime lifetime, TimeProvider time,
    ILogger<SubmissionsService> logger)
    : V1.SubmissionsService.SubmissionsServiceBase
{
    private const int MaxJustificationLength = 1000;
    private const int MaxAuthorLength = 200;
    private const int DefaultSubmissionPage = 100;
    private const int DefaultFindingPage = 500;

    // A page of long texts ends early, so that it stays below what clients take in one message.
    private const int MaxPageBytes = 3 * 1024 * 1024;

    /// <inheritdoc/>
    public override async Task<OpenSubmissionResponse> OpenSubmission(OpenSubmissionRequest request, ServerCallContext context)
    {
        var caller = access.RequireCaller(context);
        OpeningCheck.Require(request, catalogue.Current);
        AccessGuard.Require(caller.MaySubmitFor(request.Organisation), caller, request.Organisation);
        var replaced = request.ReplacesSubmissionId.Length == 0 ? null : await access.FindOwnAsync(request.ReplacesSubmissionId, context);
        var mapping = request.MappingId.Length == 0
            ? null
            : await mappings.GetAsync(request.Organisation, request.MappingId, request.MappingVersion, context.CancellationToken);
        var opening = new SubmissionOpening
        {
            Organisation = request.Organisation,
            ClientToken = request.ClientToken,
            Dataflow = DataStructureDefinition.Dataflow,
            SourceName = request.SourceName,
            ContentDigest = request.ContentDigest,
            DryRun = request.DryRun,
            ErrorHandling = request.ErrorHandling == ErrorHandling.Unspecified ? ErrorHandling.Refuse : request.ErrorHandling,
            MappingId = mapping?.MappingId ?? string.Empty,
            MappingVersion = mapping?.Version ?? 0,
            Profile = request.Profile,
            ReportingPeriod = request.ReportingPeriod,
            ReplacesSubmissionId = replaced?.SubmissionId,
        };
        var submission = await store.OpenAsync(opening, ActorOf(context), context.CancellationToken);
        if (!opening.IsSameAs(submission, takesAnyVersion: request.MappingVersion == 0))
        {
            throw new ExchangeException(
                ErrorReason.ClientTokenReused,
                $"The client token was used for another submission, of '{submission.SourceName}' to {submission.Dataflow}. Take a new token.",
                ("submission_id", submission.SubmissionId.ToString()));
        }

        // Found again after it was published, it has superseded the other one itself.
        if (replaced is not null && replaced.ReplacedBy != submission.SubmissionId && !SubmissionLife.Allows(replaced.State, SubmissionState.Superseded))
            throw SubmissionErrors.WrongState(replaced);
        return new OpenSubmissionResponse { Submission = submission.ToProto() };
    }

    /// <inheritdoc/>
    public override async Task UploadSeries(
        IAsyncStreamReader<UploadSeriesRequest> requestStream, IServerStreamWriter<UploadSeriesResponse> responseStream, ServerCallContext context)
    {
        var caller = access.RequireCaller(context);
        using var cancellation = lifetime.Link(context);
        var session = new UploadSession(
            store, mappings, agreements, catalogue.Current, time, caller, submissionId => access.FindOwnAsync(submissionId, context), requestStream, responseStream);
        await session.RunAsync(cancellation.Token);
    }

    /// <inheritdoc/>
    public override async Task<GetSubmissionResponse> GetSubmission(GetSubmissionRequest request, ServerCallContext context)
    {
        var submission = await access.FindOwnAsync(request.SubmissionId, context);
        var transitions = await store.ListTransitionsAsync(submission.SubmissionId, context.CancellationToken);
        return new GetSubmissionResponse
        {
            Submission = submission.ToProto(),
            Transitions = { transitions.Select(transition => transition.ToProto()) },
            Possible = { SubmissionLife.Possible(submission) },
        };
    }

    /// <inheritdoc/>
    public override async Task<ListSubmissionsResponse> ListSubmissions(ListSubmissionsRequest request, ServerCallContext context)
    {
        var caller = access.RequireCaller(context);
        var pageSize = PageRequest.Size(request.PageSize, DefaultSubmissionPage);
        if (request.Organisation.Length > 0)
            catalogue.Current.RequireOrganisation(request.Organisation);
        var after = SubmissionPageToken.Parse(request.PageToken);
        if (request.Organisation.Length > 0 && !caller.MaySeeSubmissionsOf(request.Organisation))
            return new ListSubmissionsResponse();
        var page = await store.ListAsync(
            caller.Organisation, request.State == SubmissionState.Unspecified ? null : request.State, after, pageSize, context.CancellationToken);
        return new ListSubmissionsResponse
        {
            Submissions = { page.Select(submission => submission.ToProto()) },
            NextPageToken = page.Count == pageSize ? SubmissionPageToken.After(page[^1]) : string.Empty,
        };
    }

    /// <inheritdoc/>
    public override async Task<ListFindingsResponse> ListFindings(ListFindingsRequest request, ServerCallContext context)
    {
        var submission = await access.FindOwnAsync(request.SubmissionId, context);
        var pageSize = PageRequest.Size(request.PageSize, DefaultFindingPage);
        var after = 0L;
        if (request.PageToken.Length > 0 && !long.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            throw new ExchangeException(ErrorReason.PageTokenInvalid, "The page token is damaged. List from the first page.");
        var page = await store.ListFindingsAsync(
            submission.SubmissionId, ToFilter(request), after, pageSize, context.CancellationToken);
        var words = new FindingWords(catalogue.Current, request.Language);
        var columns = SourceColumns.Parse(submission.SourceColumns);
        var response = new ListFindingsResponse();
        var size = 0;
        foreach (var finding in page.Select(finding => finding.ToProto(words, columns)).TakeWhile(_ => size < MaxPageBytes))
        {
            response.Findings.Add(finding);
            size += finding.CalculateSize();
        }

        if (page.Count == pageSize || response.Findings.Count < page.Count)
            response.NextPageToken = response.Findings[^1].Number.ToString(CultureInfo.InvariantCulture);
        return response;
    }

    /// <inheritdoc/>
    public override async Task<GetValidationReportResponse> GetValidationReport(GetValidationReportRequest request, ServerCallContext context)
    {
        var submission = await access.FindOwnAsync(request.SubmissionId, context);
        RequestLanguage.Require(request.Language);
        var counts = await store.CountFindingsAsync(submission.SubmissionId, context.CancellationToken);
        return new GetValidationReportResponse
        {
            Submission = submission.ToProto(),
            Outcomes = { catalogue.Current.ValidationRules.Select(rule => rule.ToOutcome(counts, request.Language)) },
        };
    }

    /// <inheritdoc/>
    public override async Task<JustifyWarningsResponse> JustifyWarnings(JustifyWarningsRequest request, ServerCallContext context)
    {
        var own = await access.FindOwnAsync(request.SubmissionId, context);
        if (request.Text.Trim().Length is 0 or > MaxJustificationLength)
            throw ExchangeException.InvalidField("text", $"it needs 1 to {MaxJustificationLength} characters");
        if (request.Author.Length > MaxAuthorLength)
            throw ExchangeException.InvalidField("author", $"it has more than {MaxAuthorLength} characters");
        if (request.Numbers.Count > PageRequest.MaxSize)
            throw ExchangeException.InvalidField("numbers", $"they are more than {PageRequest.MaxSize}");
        OpeningCheck.RequireNoNul(request.Text, "text");
        OpeningCheck.RequireNoNul(request.Author, "author");
        OpeningCheck.RequireNoNul(request.RuleId, "rule_id");
        RequireRule(request.RuleId);
        var (submission, justified) = await store.JustifyAsync(
            own.SubmissionId, NullIfEmpty(request.RuleId), [.. request.Numbers], request.Text,
            request.Author.Length > 0 ? request.Author : Caller.Of(context).Person, Caller.Of(context), context.CancellationToken);
        return new JustifyWarningsResponse { Submission = submission.ToProto(), Justified = justified };
    }

    private FindingFilter ToFilter(ListFindingsRequest request)
    {
        RequestLanguage.Require(request.Language);
        OpeningCheck.RequireNoNul(request.RuleId, "rule_id");
        OpeningCheck.RequireNoNul(request.Concept, "concept");
        RequireRule(request.RuleId);
        var rule = request.Rule;
        var ruleId = NullIfEmpty(request.RuleId);
        if (ruleId is not null && catalogue.Current.FindRule(ruleId) is { BuiltIn: not FindingRule.Unspecified } builtIn)
        {
            // A rule that is built in and one that another filter names: nothing is both.
            if (rule != FindingRule.Unspecified && rule != builtIn.BuiltIn)
                throw ExchangeException.InvalidField("rule", $"{rule} is not {ruleId}");
            (rule, ruleId) = (builtIn.BuiltIn, null);
        }

        return new FindingFilter(
            rule == FindingRule.Unspecified ? null : rule, request.Severity == FindingSeverity.Unspecified ? null : request.Severity,
            ruleId, NullIfEmpty(request.Concept), request.UnjustifiedOnly);
    }

    private void RequireRule(string ruleId)
    {
        if (ruleId.Length == 0 || catalogue.Current.FindRule(ruleId) is not null)
            return;
        var nearest = NearestText.Find(ruleId, catalogue.Current.ValidationRules.Select(rule => rule.Id));
        var hint = nearest.Length > 0 ? $"; did you mean {nearest}?" : string.Empty;
        throw ExchangeException.InvalidField("rule_id", $"there is no rule '{ruleId}'{hint}");
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
