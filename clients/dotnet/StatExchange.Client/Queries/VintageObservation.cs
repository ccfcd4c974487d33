using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>An observation as one release made it.</summary>
/// <param name="Observation">The observation.</param>
/// <param name="ReplacedBy">The release that changed or deleted it; null while it stands.</param>
public readonly record struct VintageObservation(Observation Observation, ReleaseNote? ReplacedBy);
