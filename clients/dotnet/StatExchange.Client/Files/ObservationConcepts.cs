using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>The concepts of single observations, named by the fields that carry them.</summary>
internal static class ObservationConcepts
{
    public static readonly string Period = Of(Series.PeriodsFieldNumber);
    public static readonly string Value = Of(Series.ValuesFieldNumber);
    public static readonly string Status = Of(Series.ObsStatusFieldNumber);
    public static readonly string Confidentiality = Of(Series.ConfStatusFieldNumber);
    public static readonly string Comment = Of(Series.CommentsFieldNumber);
    public static readonly string Embargo = Of(Series.EmbargoesFieldNumber);

    private static string Of(int fieldNumber) =>
        Series.Descriptor.FindFieldByNumber(fieldNumber).GetOptions().GetExtension(OptionsExtensions.Concept).Id;
}
