using StatExchange.Server.Access;

namespace StatExchange.Server.Submissions.Life;

/// <summary>Who moves a submission, and why.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Reason">Why, as stated; may be empty.</param>
internal sealed record Actor(Caller Caller, string Reason)
{
    /// <summary>The service itself.</summary>
    public static Actor Service(string reason) => new(new Caller(string.Empty, string.Empty), reason);
}
