using StatExchange.Client;

namespace StatExchange.Cli;

/// <summary>Enrols at one server, which is trusted by the certificate it showed.</summary>
internal sealed class EnrolmentDesk : IAsyncDisposable
{
    private readonly CommandContext _context;
    private readonly ServerContact _contact;
    private readonly StatExchangeClient _client;
    private readonly IDisposable _connection;

    public EnrolmentDesk(CommandContext context, ServerContact contact)
    {
        (_context, _contact) = (context, contact);
        _client = contact.CreateClient(context.Retry, out _connection);
    }

    /// <summary>Whether a certificate that a profile has is replaced.</summary>
    public bool Replaces { get; init; }

    /// <summary>The server that a command enrols or logs in at.</summary>
    /// <exception cref="UsageException">The command names none, or one without TLS.</exception>
    public static Uri ServerOf(CommandContext context)
    {
        var address = context.Arguments.GetValue(GlobalOptions.Server) ?? context.Variable(GlobalOptions.ServerVariable)
            ?? (context.Profile is { Exists: true } known ? known.Read().Server : null)
            ?? throw new UsageException("Say at which service: --server https://…");
        return new Uri(address) is { Scheme: "https" } server
            ? server
            : throw new UsageException($"One enrols over TLS only: the address begins with https, not {address}.");
    }

    /// <summary>Enrols with a code, and keeps key and certificate in a profile.</summary>
    public async Task EnrolAsync(Profile profile, string code, CancellationToken cancellationToken)
    {
        if (profile.HasCertificate && !Replaces)
        {
            throw new UsageException(
                $"The profile {profile.Name} has a certificate. To renew it: statx renew --as {profile.Name}; to enrol anew in its place: --replace.");
        }

        // Kept before it is asked for: when the answer is lost, the same request brings the same certificate.
        using var key = await profile.PendingKeyAsync(cancellationToken);
        using var enrolment = await AskAsync(profile, code, key, cancellationToken);
        await profile.WriteAsync(enrolment, cancellationToken);
        var settings = new ProfileSettings
        {
            Server = _contact.Server.OriginalString,
            Organisation = enrolment.Credential.Organisation,
            Person = enrolment.Credential.Person,
            TrustsMachine = !_contact.IsIssuedBy(enrolment.Authority),
        };
        await profile.WriteAsync(settings, cancellationToken);
        if (settings.TrustsMachine && !_contact.IsTrustedByMachine)
            throw new UsageException($"The server's certificate is not for {_contact.Server.Host}, or of another authority than the one that issued yours: later calls will not trust it. Tell the operator.");
        _context.Remark(
            $"Enrolled: {enrolment.Credential.Person} of {enrolment.Credential.Organisation}, {RoleNames.Of(enrolment.Credential.Roles)}; "
            + $"until {SubmissionOutput.Instant(enrolment.Credential.ExpiresAt)}. Profile: {profile.Name}");
    }

    private async Task<Enrolment> AskAsync(Profile profile, string code, CertificateKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.EnrolAsync(code, key, cancellationToken);
        }
        catch (StatExchangeException exception) when (exception.Reason == V1.ErrorReason.EnrolmentInvalid)
        {
            profile.ForgetPendingKey();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _connection.Dispose();
    }
}
