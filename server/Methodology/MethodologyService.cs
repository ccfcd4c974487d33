using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Methodology;

/// <summary>Methodology notes and explanations over gRPC.</summary>
internal sealed class MethodologyService(
    MethodologyStore notes, ExplanationsStore explanations, ThreadReader threads, CatalogueCache catalogue, PageMark pages)
    : V1.MethodologyService.MethodologyServiceBase
{
    private const int DefaultPage = 100;

    private sealed record ExplanationPosition(long ExplanationId);

    /// <inheritdoc/>
    public override async Task<SaveMethodologyNotesResponse> SaveMethodologyNotes(SaveMethodologyNotesRequest request, ServerCallContext context)
    {
        var caller = AccessGuard.RequireCaller(context);
        var check = MethodologyCheck.Of(request.Notes, caller, catalogue.Current);
        if (request.ValidateOnly && check.Faults.Count > 0)
            return new SaveMethodologyNotesResponse { Faults = { check.Faults.Select(fault => new MethodologyFault { Field = fault.Field, Description = fault.Description }) } };
        check.ThrowIfFaulty();
        var saved = await notes.SaveAsync(
            caller.Organisation, [.. request.Notes.Select(note => (note.Indicator, note.ToContent(caller.Organisation)))], caller, request.ValidateOnly,
            context.CancellationToken);
        return new SaveMethodologyNotesResponse { Notes = { saved.Select(note => note.ToProto()) } };
    }

    /// <inheritdoc/>
    public override async Task<ListMethodologyNotesResponse> ListMethodologyNotes(ListMethodologyNotesRequest request, ServerCallContext context)
    {
        var pageSize = PageRequest.Size(request.PageSize, DefaultPage);
        if (request.Organisation.Length > 0)
            catalogue.Current.RequireOrganisation(request.Organisation);
        if (request.Indicator.Length > 0)
            MethodologyCheck.RequireCode("INDICATOR", request.Indicator, "indicator", catalogue.Current);
        var list = $"methodology {request.Organisation} {request.Indicator} {request.AllVersions}";
        var page = await notes.ListAsync(
            NullWhenEmpty(request.Organisation), NullWhenEmpty(request.Indicator), request.AllVersions,
            pages.Read<MethodologyPosition>(list, request.PageToken), pageSize, context.CancellationToken);
        return new ListMethodologyNotesResponse
        {
            Notes = { page.Select(note => note.ToProto()) },
            NextPageToken = pages.After(list, page.Count == pageSize ? new MethodologyPosition(page[^1].Organisation, page[^1].Indicator, page[^1].Version) : null),
        };
    }

    /// <inheritdoc/>
    public override async Task<AddMirrorExplanationResponse> AddMirrorExplanation(AddMirrorExplanationRequest request, ServerCallContext context)
    {
        var caller = AccessGuard.RequireCaller(context);
        MethodologyCheck.Require(request, catalogue.Current);
        var entry = new ExplanationRecord
        {
            Indicator = request.Key.Indicator,
            RefArea = request.Key.RefArea,
            CounterpartArea = request.Key.CounterpartArea,
            Organisation = caller.Organisation,
            Text = request.Text.ToJson(),
            StartPeriod = request.StartPeriod,
            EndPeriod = request.EndPeriod,
            IsPublic = request.IsPublic,
        };
        AccessGuard.Require(
            await threads.IsSideAsync(caller, entry, context.CancellationToken), caller,
            $"organisations of {entry.RefArea} and {entry.CounterpartArea} whose provision agreement names the area");
        return new AddMirrorExplanationResponse { Explanation = (await explanations.AddAsync(entry, caller, context.CancellationToken)).ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<ListMirrorExplanationsResponse> ListMirrorExplanations(ListMirrorExplanationsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var pageSize = PageRequest.Size(request.PageSize, DefaultPage);
        if (request.Indicator.Length > 0)
            MethodologyCheck.RequireCode("INDICATOR", request.Indicator, "indicator", catalogue.Current);
        foreach (var (field, area) in new[] { ("area", request.Area), ("other_area", request.OtherArea) }.Where(entry => entry.Item2.Length > 0))
            MethodologyCheck.RequireCode("REF_AREA", area, field, catalogue.Current);
        if (request.OtherArea.Length > 0 && request.Area.Length == 0)
            throw ExchangeException.InvalidField("other_area", "it goes with `area`");
        string[]? indicators = request.Indicator.Length == 0
            ? null : [request.Indicator, .. Enumerable.Repeat(catalogue.Current.FindIndicator(request.Indicator)!.MirrorIndicator, 1).OfType<string>()];
        string[] areas = [.. new[] { request.Area, request.OtherArea }.Where(area => area.Length > 0)];
        var list = $"explanations {request.Indicator} {request.Area} {request.OtherArea}";
        var page = await threads.ListAsync(caller, indicators, areas, pages.Read<ExplanationPosition>(list, request.PageToken)?.ExplanationId, context.CancellationToken)
            .Take(pageSize).ToListAsync(context.CancellationToken);
        return new ListMirrorExplanationsResponse
        {
            Explanations = { page.Select(entry => entry.ToProto()) },
            NextPageToken = pages.After(list, page.Count == pageSize ? new ExplanationPosition(page[^1].ExplanationId) : null),
        };
    }

    private static string? NullWhenEmpty(string text) => text.Length > 0 ? text : null;
}
