using Google.Protobuf.Reflection;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>States of a profile's cells as files write them.</summary>
public static class CompletenessExtensions
{
    /// <summary>The state as the contract writes it, without the prefix: "NOT_DUE".</summary>
    public static string Name(this CompletenessState state) => NameOf(nameof(CompletenessState), (int)state)["COMPLETENESS_STATE_".Length..];

    /// <summary>The reason as the contract writes it, without the prefix: "TOTAL_MISSING"; empty for none.</summary>
    public static string Name(this PartialReason reason) =>
        reason == PartialReason.Unspecified ? "" : NameOf(nameof(PartialReason), (int)reason)["PARTIAL_REASON_".Length..];

    private static string NameOf(string type, int value) =>
        CompletenessReflection.Descriptor.FindTypeByName<EnumDescriptor>(type).FindValueByNumber(value).Name;
}
