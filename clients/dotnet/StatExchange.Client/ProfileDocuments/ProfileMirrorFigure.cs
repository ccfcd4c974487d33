using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>What one side reports of the same migration.</summary>
/// <param name="Value">The value in the unit of the state's indicator; null where there is none.</param>
/// <param name="State">Whether there is one, and if not, why.</param>
/// <param name="Status">A letter of CL_OBS_STATUS; null without an observation.</param>
/// <param name="ConfidentialityStatus">A letter of CL_CONF_STATUS, that of what is free without an observation.</param>
/// <param name="IsRestricted">Whether it has a value that not everybody is shown.</param>
public sealed record ProfileMirrorFigure(decimal? Value, PartState State, char? Status, char ConfidentialityStatus, bool IsRestricted);
