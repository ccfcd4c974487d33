namespace StatExchange.Server.Database.Figures;

/// <summary>One observation of a series, taken out of its columns.</summary>
/// <param name="Value">The exact value; null where the status forbids one.</param>
/// <param name="Status">Observation status.</param>
/// <param name="Confidentiality">Confidentiality status.</param>
/// <param name="Comment">Comment by language; null when there is none.</param>
internal sealed record StoredObservation(
    decimal? Value, char Status, char Confidentiality, SortedDictionary<string, string>? Comment)
{
    /// <summary>Whether two observations say the same; 2407.0 says what 2407 does.</summary>
    public bool SaysTheSameAs(StoredObservation other) =>
        Value == other.Value && Status == other.Status && Confidentiality == other.Confidentiality
        && ObservationComments.Same(Comment, other.Comment);
}
