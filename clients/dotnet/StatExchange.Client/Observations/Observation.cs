using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>One observation of a series. Missing, zero and suppressed stay apart: a gap has no value and a status that says why.</summary>
/// <param name="Period">The period.</param>
/// <param name="Value">The value, exactly and with its decimals; null for a gap.</param>
/// <param name="Status">A letter of CL_OBS_STATUS; in uploads '.' for not stated.</param>
/// <param name="ConfidentialityStatus">A letter of CL_CONF_STATUS; in uploads '.' for not stated.</param>
/// <param name="Comments">The note that travels with the number, by language; null when there is none.</param>
/// <param name="EmbargoUntil">Until when it is kept from the public; null when no instant is known, or it is not kept.</param>
public readonly record struct Observation(
    TimePeriod Period,
    decimal? Value,
    char Status = DataStructureDefinition.NormalStatus,
    char ConfidentialityStatus = DataStructureDefinition.FreeStatus,
    IReadOnlyDictionary<string, string>? Comments = null,
    DateTimeOffset? EmbargoUntil = null);
