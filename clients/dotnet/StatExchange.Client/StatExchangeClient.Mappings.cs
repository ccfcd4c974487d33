using StatExchange.V1;

namespace StatExchange.Client;

public sealed partial class StatExchangeClient
{
    /// <summary>
    /// Saves a mapping as its next version, or finds the latest one when it says the same. Repeating the call is safe. A version never
    /// changes: figures read by it can be traced to it for good.
    /// </summary>
    /// <param name="mapping">The mapping, for whose organisation the client acts; its version and instant are ignored.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <returns>The mapping with its version.</returns>
    /// <exception cref="StatExchangeException">
    /// ORGANISATION_NOT_FOUND, or MAPPING_INVALID: its field violations name every fault.
    /// </exception>
    public async Task<StructureMap> SaveMappingAsync(StructureMap mapping, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        var mappings = new MappingsService.MappingsServiceClient(_caller.ActingFor(mapping.Organisation));
        var response = await _runner.RunAsync(
            token => mappings.SaveMappingAsync(new SaveMappingRequest { Mapping = mapping }, cancellationToken: token), cancellationToken);
        return response.Mapping;
    }

    /// <summary>One version of a mapping.</summary>
    /// <param name="organisation">The organisation.</param>
    /// <param name="mappingId">The mapping.</param>
    /// <param name="version">The version; 0 for the latest.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">MAPPING_NOT_FOUND; its metadata names the nearest one.</exception>
    public async Task<StructureMap> GetMappingAsync(
        string organisation, string mappingId, int version = 0, CancellationToken cancellationToken = default)
    {
        var request = new GetMappingRequest { Organisation = organisation, MappingId = mappingId, Version = version };
        var response = await _runner.RunAsync(token => _mappings.GetMappingAsync(request, cancellationToken: token), cancellationToken);
        return response.Mapping;
    }

    /// <summary>The latest version of each mapping, by organisation and identifier. Pages are fetched as they are needed.</summary>
    /// <param name="organisation">Only those of this organisation; left out for all.</param>
    public IAsyncEnumerable<StructureMap> ListMappingsAsync(string? organisation = null) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _mappings.ListMappingsAsync(
                new ListMappingsRequest { Organisation = organisation ?? "", PageToken = pageToken }, cancellationToken: token),
            cancellationToken),
        page => page.Mappings,
        page => page.NextPageToken);
}
