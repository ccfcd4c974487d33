namespace StatExchange.Server.Database.Embedded;

/// <summary>
/// The embedded PostgreSQL cannot run for a reason that an operator can mend. The message says what happened and what to do,
/// is meant to be shown as it is, and never holds a password.
/// </summary>
/// <param name="message">What happened and its remedy.</param>
/// <param name="innerException">The cause, if it is an exception.</param>
public sealed class EmbeddedPostgresException(string message, Exception? innerException = null)
    : Exception(message, innerException);
