using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.Client;

/// <content>How figures are made, and why both sides of a corridor differ.</content>
public sealed partial class StatExchangeClient
{
    /// <summary>
    /// Saves methodology notes of the organisation that the client acts for: each as the next version, unless the latest says the same; all or
    /// none. Repeating the call is safe.
    /// </summary>
    /// <param name="notes">The notes, at most 1,000; see <see cref="MethodologyFile"/>. Their versions and instants are ignored.</param>
    /// <param name="organisation">The organisation; left out for the client's own.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <returns>The notes with their versions.</returns>
    /// <exception cref="StatExchangeException">
    /// NOT_ALLOWED when a note names another organisation, or REQUEST_INVALID; the field violations say what is wrong, as many as an error has
    /// room for: <see cref="ValidateMethodologyNotesAsync"/> finds all.
    /// </exception>
    public async Task<IReadOnlyList<MethodologyNote>> SaveMethodologyNotesAsync(
        IEnumerable<MethodologyNote> notes, string? organisation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notes);
        var methodology = MethodologyOf(organisation);
        var request = new SaveMethodologyNotesRequest { Notes = { notes } };
        return (await _runner.RunAsync(token => methodology.SaveMethodologyNotesAsync(request, cancellationToken: token), cancellationToken)).Notes;
    }

    /// <summary>Finds all that keeps methodology notes from being saved, and saves nothing.</summary>
    /// <param name="notes">The notes, at most 1,000.</param>
    /// <param name="organisation">The organisation; left out for the client's own.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <returns>What is wrong, by note, with fields such as "notes[0].definition[en]"; nothing when they can be saved.</returns>
    /// <exception cref="StatExchangeException">NOT_ALLOWED, CALLER_UNKNOWN.</exception>
    public async Task<IReadOnlyList<FieldViolation>> ValidateMethodologyNotesAsync(
        IEnumerable<MethodologyNote> notes, string? organisation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notes);
        var methodology = MethodologyOf(organisation);
        var request = new SaveMethodologyNotesRequest { Notes = { notes }, ValidateOnly = true };
        var response = await _runner.RunAsync(token => methodology.SaveMethodologyNotesAsync(request, cancellationToken: token), cancellationToken);
        return [.. response.Faults.Select(fault => new FieldViolation(fault.Field, fault.Description))];
    }

    /// <summary>Saves the notes of a methodology file, as <see cref="SaveMethodologyNotesAsync"/> does: all or none.</summary>
    /// <param name="path">The file; see <see cref="MethodologyFile"/>.</param>
    /// <param name="organisation">The organisation; left out for the client's own.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <returns>The notes with their versions.</returns>
    /// <exception cref="MethodologyFileException">Nothing is saved: what the file says wrong and what the service finds are named at once.</exception>
    /// <exception cref="FileFormatException">It is no table.</exception>
    /// <exception cref="StatExchangeException">NOT_ALLOWED, CALLER_UNKNOWN.</exception>
    public async Task<IReadOnlyList<MethodologyNote>> SaveMethodologyFileAsync(string path, string? organisation = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var content = await MethodologyFileReader.ReadAsync(path, cancellationToken);
        try
        {
            if (content.Notes.Count > 0)
                content.Add(await ValidateMethodologyNotesAsync(content.Notes, organisation, cancellationToken));
        }
        catch (StatExchangeException) when (content.IsFaulty)
        {
            // What is wrong with the file itself is told though the service cannot be asked.
        }

        content.ThrowIfFaulty();
        return await SaveMethodologyNotesAsync(content.Notes, organisation, cancellationToken);
    }

    /// <summary>Methodology notes by organisation, indicator and version. Pages are fetched as they are needed.</summary>
    /// <param name="organisation">Only of this organisation; left out for all.</param>
    /// <param name="indicator">Only of this indicator; left out for all.</param>
    /// <param name="allVersions">Whether earlier versions are wanted too.</param>
    public IAsyncEnumerable<MethodologyNote> ListMethodologyNotesAsync(string? organisation = null, string? indicator = null, bool allVersions = false) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _methodology.ListMethodologyNotesAsync(
                new ListMethodologyNotesRequest { Organisation = organisation ?? "", Indicator = indicator ?? "", AllVersions = allVersions, PageToken = pageToken },
                cancellationToken: token),
            cancellationToken),
        page => page.Notes,
        page => page.NextPageToken);

    /// <summary>
    /// Adds an entry to the thread in which the offices of both sides explain the difference of mirror figures, unless the organisation's latest one
    /// there says the same. Repeating the call is safe.
    /// </summary>
    /// <param name="explanation">Corridor, text, periods, and whether everybody sees it.</param>
    /// <param name="organisation">The organisation that says it; left out for the client's own.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">
    /// NOT_ALLOWED unless the organisation's provision agreement names one of both areas; REQUEST_INVALID, UNKNOWN_CODE, PERIOD_INVALID,
    /// INDICATOR_WITHOUT_MIRROR.
    /// </exception>
    public async Task<MirrorExplanation> ExplainMirrorAsync(
        AddMirrorExplanationRequest explanation, string? organisation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var methodology = MethodologyOf(organisation);
        var response = await _runner.RunAsync(token => methodology.AddMirrorExplanationAsync(explanation, cancellationToken: token), cancellationToken);
        return response.Explanation;
    }

    /// <summary>The entries of such threads that the caller may see, the latest first. Pages are fetched as they are needed.</summary>
    /// <param name="indicator">Only of corridors of this indicator or its mirror; left out for all.</param>
    /// <param name="area">Only of corridors that begin or end here; left out for all.</param>
    /// <param name="otherArea">Only of corridors between `area` and this one; left out for all.</param>
    public IAsyncEnumerable<MirrorExplanation> ListMirrorExplanationsAsync(string? indicator = null, string? area = null, string? otherArea = null) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _methodology.ListMirrorExplanationsAsync(
                new ListMirrorExplanationsRequest { Indicator = indicator ?? "", Area = area ?? "", OtherArea = otherArea ?? "", PageToken = pageToken },
                cancellationToken: token),
            cancellationToken),
        page => page.Explanations,
        page => page.NextPageToken);

    private MethodologyService.MethodologyServiceClient MethodologyOf(string? organisation) =>
        organisation is null ? _methodology : new MethodologyService.MethodologyServiceClient(_caller.ActingFor(organisation));
}
