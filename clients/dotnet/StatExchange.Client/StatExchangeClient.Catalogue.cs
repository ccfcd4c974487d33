using StatExchange.V1;

namespace StatExchange.Client;

public sealed partial class StatExchangeClient
{
    /// <summary>The dataflow, its dimensions and attributes, in the order of columns in files.</summary>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<DataStructure> GetDataStructureAsync(CancellationToken cancellationToken = default)
    {
        var response = await _runner.RunAsync(
            token => _catalogue.GetDataStructureAsync(new GetDataStructureRequest(), cancellationToken: token), cancellationToken);
        return response.DataStructure;
    }

    /// <summary>All codelists, without their codes. Pages are fetched as they are needed.</summary>
    public IAsyncEnumerable<Codelist> ListCodelistsAsync() => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _catalogue.ListCodelistsAsync(new ListCodelistsRequest { PageToken = pageToken }, cancellationToken: token),
            cancellationToken),
        page => page.Codelists,
        page => page.NextPageToken);

    /// <summary>The codes of a codelist. Pages are fetched as they are needed.</summary>
    /// <param name="codelist">The codelist, "CL_AREA".</param>
    /// <param name="text">Only codes whose code or name in any language contains this text, whatever its case; left out for all.</param>
    public IAsyncEnumerable<Code> ListCodesAsync(string codelist, string? text = null) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _catalogue.ListCodesAsync(
                new ListCodesRequest { Codelist = codelist, Text = text ?? "", PageToken = pageToken }, cancellationToken: token),
            cancellationToken),
        page => page.Codes,
        page => page.NextPageToken);

    /// <summary>Indicators, all or those that a filter leaves. Pages are fetched as they are needed.</summary>
    /// <param name="filter">What to leave; left out for all.</param>
    public IAsyncEnumerable<Indicator> ListIndicatorsAsync(IndicatorFilter? filter = null) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _catalogue.ListIndicatorsAsync((filter ?? new IndicatorFilter()).ToRequest(pageToken), cancellationToken: token),
            cancellationToken),
        page => page.Indicators,
        page => page.NextPageToken);

    /// <summary>One indicator.</summary>
    /// <param name="code">Its code, "BRD_ENTRY_TOT".</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">INDICATOR_NOT_FOUND; its metadata names the nearest one.</exception>
    public async Task<Indicator> GetIndicatorAsync(string code, CancellationToken cancellationToken = default)
    {
        var response = await _runner.RunAsync(
            token => _catalogue.GetIndicatorAsync(new GetIndicatorRequest { Code = code }, cancellationToken: token), cancellationToken);
        return response.Indicator;
    }

    /// <summary>The profiles and which indicators each asks for.</summary>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<IReadOnlyList<Profile>> ListProfilesAsync(CancellationToken cancellationToken = default)
    {
        var response = await _runner.RunAsync(
            token => _catalogue.ListProfilesAsync(new ListProfilesRequest(), cancellationToken: token), cancellationToken);
        return response.Profiles;
    }

    /// <summary>The area groups with their dated membership.</summary>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<IReadOnlyList<AreaGroup>> ListAreaGroupsAsync(CancellationToken cancellationToken = default)
    {
        var response = await _runner.RunAsync(
            token => _catalogue.ListAreaGroupsAsync(new ListAreaGroupsRequest(), cancellationToken: token), cancellationToken);
        return response.AreaGroups;
    }

    /// <summary>The indicators that the service calculates from others, for <see cref="QueryAggregatesAsync"/>.</summary>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<IReadOnlyList<DerivedIndicator>> ListDerivedIndicatorsAsync(CancellationToken cancellationToken = default)
    {
        var response = await _runner.RunAsync(
            token => _catalogue.ListDerivedIndicatorsAsync(new ListDerivedIndicatorsRequest(), cancellationToken: token), cancellationToken);
        return response.Indicators;
    }

    /// <summary>The rules that figures are validated by.</summary>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<IReadOnlyList<ValidationRule>> ListValidationRulesAsync(CancellationToken cancellationToken = default)
    {
        var response = await _runner.RunAsync(
            token => _catalogue.ListValidationRulesAsync(new ListValidationRulesRequest(), cancellationToken: token), cancellationToken);
        return response.Rules;
    }
}
