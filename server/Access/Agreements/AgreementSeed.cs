using Microsoft.Extensions.Options;
using StatExchange.Server.Catalogue;

namespace StatExchange.Server.Access.Agreements;

/// <summary>Gives each organisation the agreements of the catalogue's file, once; from then on they are changed through the service.</summary>
internal sealed class AgreementSeed(AgreementStore store, CatalogueCache catalogue, IOptions<AccessOptions> options) : IHostedService
{
    private static readonly string[] Columns = ["organisation", "indicators", "ref_areas", "valid_from", "valid_to", "primary"];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) =>
        store.SeedAsync(Read(options.Value.AgreementsFile).ToLookup(agreement => agreement.Organisation, StringComparer.Ordinal), cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private List<ProvisionAgreement> Read(string path)
    {
        var faults = new List<string>();
        var file = new CatalogueFile(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path), faults);
        var agreements = file.Read(Columns, row =>
        {
            var agreement = new ProvisionAgreement(
                row.Required("organisation"), row.List("indicators"), row.List("ref_areas"), row.Day("valid_from"), row.Day("valid_to"), row.Flag("primary"));
            row.Check(catalogue.Current.HasOrganisation(agreement.Organisation), $"there is no organisation '{agreement.Organisation}'");
            foreach (var fault in AgreementCheck.UnknownCodes(agreement, catalogue.Current))
                row.Check(condition: false, $"{fault} is no code");
            return agreement;
        });
        return faults.Count == 0 ? agreements : throw new CatalogueFileException(faults);
    }
}
