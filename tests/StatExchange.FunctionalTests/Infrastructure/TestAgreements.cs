using Grpc.Core;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>Provision agreements that tell whose figures an area's own are.</summary>
internal static class TestAgreements
{
    /// <summary>An administrator sets the agreements of an organisation.</summary>
    public static async Task SetAsync(CallInvoker server, string organisation, params ProvisionAgreement[] agreements)
    {
        var token = TestTokens.Of("PPMO.OBSERVATORY", "administrator", [Role.Administrator]);
        await new AccessService.AccessServiceClient(server).SetProvisionAgreementsAsync(
            new SetProvisionAgreementsRequest { Organisation = organisation, Agreements = { agreements } },
            new Metadata { { "authorization", $"Bearer {token}" } }, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Agreements by which an organisation may submit everything, and that name an area.</summary>
    public static ProvisionAgreement[] OfArea(string area) => [new ProvisionAgreement(), new ProvisionAgreement { RefAreas = { area } }];

    /// <summary>An administrator names the area in the agreement of an organisation, which may submit all as before.</summary>
    public static Task NameAreaAsync(CallInvoker server, string organisation, string area) =>
        SetAsync(server, organisation, OfArea(area));
}
