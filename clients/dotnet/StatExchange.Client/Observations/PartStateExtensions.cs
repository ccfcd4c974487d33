using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>States of parts and figures as files write them.</summary>
public static class PartStateExtensions
{
    /// <summary>Whether there is a value to count with.</summary>
    public static bool IsIn(this PartState state) => state is PartState.Included or PartState.CarriedForward or PartState.Incomplete;

    /// <summary>The state as the contract writes it, without the prefix: "NOT_REPORTED".</summary>
    public static string Name(this PartState state) => AggregatesReflection.Descriptor.EnumTypes.First(type => type.Name == nameof(PartState))
        .FindValueByNumber((int)state).Name["PART_STATE_".Length..];
}
