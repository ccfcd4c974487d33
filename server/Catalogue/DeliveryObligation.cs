namespace StatExchange.Server.Catalogue;

/// <summary>Who owes a profile. Periods are years.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Profile">The profile.</param>
/// <param name="RefArea">The area it owes it for.</param>
/// <param name="AreaGroup">It owes it for periods on whose last day the area is a member of this group; null when membership does not matter.</param>
/// <param name="FirstPeriod">First reporting period.</param>
/// <param name="LastPeriod">Last reporting period; null while it continues.</param>
public sealed record DeliveryObligation(
    string Organisation, string Profile, string RefArea, string? AreaGroup, int FirstPeriod, int? LastPeriod);
