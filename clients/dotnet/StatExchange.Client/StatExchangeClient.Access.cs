using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using StatExchange.V1;

namespace StatExchange.Client;

/// <content>Who calls, and how one comes to be known.</content>
public sealed partial class StatExchangeClient
{
    /// <summary>Who the caller is taken for, and what it may do; for anonymous callers too, where the operator allows them.</summary>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">CALLER_UNKNOWN or CREDENTIAL_INVALID.</exception>
    public Task<GetCallerResponse> GetCallerAsync(CancellationToken cancellationToken = default) =>
        _runner.RunAsync(token => _access.GetCallerAsync(new GetCallerRequest(), cancellationToken: token), cancellationToken);

    /// <summary>Makes a code with which one person or system of an organisation enrols once. For administrators.</summary>
    /// <param name="organisation">The organisation that it will act for.</param>
    /// <param name="person">The person or system, for people; one person has one name.</param>
    /// <param name="roles">What it may do; at least one.</param>
    /// <param name="validHours">How many hours the code is good for, 1 to 720; 0 for 72.</param>
    /// <param name="cancellationToken">Gives up waiting; a code that nobody knows may have been made.</param>
    /// <returns>The code, which is shown this once, and until when it is good.</returns>
    /// <exception cref="StatExchangeException">ORGANISATION_NOT_FOUND, NOT_ALLOWED or REQUEST_INVALID.</exception>
    public Task<CreateEnrolmentResponse> CreateEnrolmentAsync(
        string organisation, string person, IEnumerable<Role> roles, int validHours = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(roles);
        var request = new CreateEnrolmentRequest { Organisation = organisation, Person = person, Roles = { roles }, ValidHours = validHours };
        return _runner.RunAsync(token => _access.CreateEnrolmentAsync(request, cancellationToken: token), cancellationToken);
    }

    /// <summary>
    /// Has the service's authority issue the first certificate for a key, which stays on this side. Repeating the call with the same
    /// code and key brings the same certificate.
    /// </summary>
    /// <param name="code">The enrolment code.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Gives up waiting; the certificate may be issued nevertheless, and asked for again.</param>
    /// <exception cref="StatExchangeException">ENROLMENT_INVALID or CERTIFICATE_REQUEST_INVALID.</exception>
    public async Task<Enrolment> EnrolAsync(string code, CertificateKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var request = new EnrolCertificateRequest { Code = code, CertificateRequest = ByteString.CopyFrom(key.Request.Span) };
        var response = await _runner.RunAsync(token => _access.EnrolCertificateAsync(request, cancellationToken: token), cancellationToken);
        return EnrolmentOf(key, response.Credential, response.Certificate, response.AuthorityCertificate);
    }

    /// <summary>Has a new certificate issued for the caller, whose present one is good until it expires. For callers with a certificate.</summary>
    /// <param name="key">The new certificate's key.</param>
    /// <param name="cancellationToken">Gives up waiting; a certificate may be issued nevertheless.</param>
    /// <exception cref="StatExchangeException">CERTIFICATE_REQUEST_INVALID, CREDENTIAL_INVALID or NOT_ALLOWED.</exception>
    public async Task<Enrolment> RenewAsync(CertificateKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var request = new RenewCertificateRequest { CertificateRequest = ByteString.CopyFrom(key.Request.Span) };
        var response = await _runner.RunAsync(token => _access.RenewCertificateAsync(request, cancellationToken: token), cancellationToken);
        return EnrolmentOf(key, response.Credential, response.Certificate, response.AuthorityCertificate);
    }

    /// <summary>Says whom a token's subject, or a certificate of a configured foreign authority, stands for. For administrators.</summary>
    /// <param name="registration">The subject, and whom it stands for.</param>
    /// <param name="cancellationToken">Gives up waiting; it may be registered nevertheless.</param>
    /// <exception cref="StatExchangeException">ORGANISATION_NOT_FOUND, CREDENTIAL_EXISTS or NOT_ALLOWED.</exception>
    public async Task<Credential> RegisterCredentialAsync(CredentialRegistration registration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var request = registration.ToRequest();
        var response = await _runner.RunAsync(token => _access.RegisterCredentialAsync(request, cancellationToken: token), cancellationToken);
        return response.Credential;
    }

    /// <summary>
    /// Credentials, revoked ones included, by organisation and person: all for administrators, else those of the caller's organisation.
    /// Pages are fetched as they are needed.
    /// </summary>
    /// <param name="organisation">Only those of this organisation; left out for all that the caller may see.</param>
    public IAsyncEnumerable<Credential> ListCredentialsAsync(string? organisation = null) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _access.ListCredentialsAsync(
                new ListCredentialsRequest { Organisation = organisation ?? "", PageToken = pageToken }, cancellationToken: token),
            cancellationToken),
        page => page.Credentials,
        page => page.NextPageToken);

    /// <summary>
    /// Revokes a credential for good; the next call with it is refused. For administrators, and for whoever holds it. Repeating the
    /// call is safe.
    /// </summary>
    /// <param name="credentialId">The credential.</param>
    /// <param name="reason">Why; 1 to 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; it may be revoked nevertheless.</param>
    /// <exception cref="StatExchangeException">CREDENTIAL_NOT_FOUND or NOT_ALLOWED.</exception>
    public async Task<Credential> RevokeCredentialAsync(string credentialId, string reason, CancellationToken cancellationToken = default)
    {
        var request = new RevokeCredentialRequest { CredentialId = credentialId, Reason = reason };
        var response = await _runner.RunAsync(token => _access.RevokeCredentialAsync(request, cancellationToken: token), cancellationToken);
        return response.Credential;
    }

    private static Enrolment EnrolmentOf(CertificateKey key, Credential credential, ByteString certificate, ByteString authority) =>
        new(credential, key.CertificateOf(certificate.ToByteArray()), X509CertificateLoader.LoadCertificate(authority.Span));
}
