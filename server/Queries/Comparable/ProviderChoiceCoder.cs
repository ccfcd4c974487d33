using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Queries.Comparable;

/// <summary>Checks whose figures are to be taken, and at which frequency.</summary>
internal static class ProviderChoiceCoder
{
    private static readonly string[] Targets = ["A", "S", "T", "Q", "M"];

    /// <summary>How the provider is chosen.</summary>
    public static ProviderPreference PreferenceOf(ProviderChoice? choice) =>
        choice?.Preference is { } preference and not ProviderPreference.Unspecified ? preference : ProviderPreference.Primary;

    /// <summary>Ids of the organisations in the order they are asked.</summary>
    /// <exception cref="ExchangeException">One is none, or they contradict the preference.</exception>
    public static IReadOnlyList<int> OrganisationsOf(ProviderChoice? choice, CatalogueSnapshot catalogue)
    {
        if (choice is null)
            return [];
        if (choice.Preference == ProviderPreference.Order && choice.Organisations.Count == 0)
            throw ExchangeException.InvalidField("providers.organisations", "PROVIDER_PREFERENCE_ORDER needs at least one");
        if (choice.Preference != ProviderPreference.Order && choice.Organisations.Count > 0)
            throw ExchangeException.InvalidField("providers.organisations", "they go with PROVIDER_PREFERENCE_ORDER only");
        var organisations = catalogue.Codelist("CL_ORGANISATION");
        foreach (var organisation in choice.Organisations)
            catalogue.RequireOrganisation(organisation);
        return [.. choice.Organisations.Distinct(StringComparer.Ordinal).Select(organisation => organisations.Find(organisation)!.Id)];
    }

    /// <summary>The frequency that figures are to be put together into; null for none.</summary>
    /// <exception cref="ExchangeException">It is none of those that can be.</exception>
    public static Frequency? FrequencyOf(string code) =>
        code.Length == 0 ? null
        : Targets.Contains(code) ? Frequency.Find(code)
        : throw ExchangeException.InvalidField("freq", $"'{code}' is none of {string.Join(", ", Targets)}");
}
