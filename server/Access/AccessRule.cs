using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <summary>Who may call an operation. Whose things it may then see or change, the operation decides.</summary>
/// <param name="Admission">Which callers at all.</param>
/// <param name="Roles">The roles of which they need one; empty when any will do.</param>
internal sealed record AccessRule(Admission Admission, IReadOnlyList<Role> Roles)
{
    /// <summary>Whoever calls; no credential is looked at.</summary>
    public static AccessRule Open { get; } = new(Admission.Open, []);

    /// <summary>Anonymous callers too, unless the operator does not allow them.</summary>
    public static AccessRule Public { get; } = new(Admission.Public, []);

    /// <summary>Whoever has a code: anonymous callers too, whatever the operator allows.</summary>
    public static AccessRule Anyone { get; } = new(Admission.Anyone, []);

    /// <summary>Whoever is known.</summary>
    public static AccessRule Identified { get; } = new(Admission.Identified, []);

    /// <summary>Who has one of some roles.</summary>
    public static AccessRule For(params Role[] roles) => new(Admission.Identified, roles);
}
