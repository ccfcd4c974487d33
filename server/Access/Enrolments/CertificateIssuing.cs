using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StatExchange.Server.Access.Authority;
using StatExchange.Server.Access.Certificates;
using StatExchange.Server.Access.Credentials;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access.Enrolments;

/// <summary>Gives people and systems certificates of the exchange's own authority.</summary>
internal sealed class CertificateIssuing(ExchangeAuthority authority, EnrolmentStore enrolments, CredentialStore credentials, TimeProvider time)
{
    /// <summary>Makes a code for somebody.</summary>
    /// <returns>The code, which is not kept.</returns>
    public async Task<string> InviteAsync(EnrolmentRecord enrolment, Caller by, CancellationToken cancellationToken)
    {
        var code = EnrolmentCode.Create();
        await enrolments.AddAsync(enrolment with { CodeHash = EnrolmentCode.Hash(code) }, by, cancellationToken);
        return code;
    }

    /// <summary>Makes the code of the first administrator, if nobody is known yet.</summary>
    /// <returns>Whether it did.</returns>
    /// <param name="enrolment">Who the administrator is.</param>
    /// <param name="leave">Leaves the code where it is found; when that fails, there is none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> InviteFirstAsync(EnrolmentRecord enrolment, Action<string> leave, CancellationToken cancellationToken)
    {
        var code = EnrolmentCode.Create();
        return await enrolments.AddFirstAsync(enrolment with { CodeHash = EnrolmentCode.Hash(code) }, () => leave(code), cancellationToken);
    }

    /// <summary>Issues the certificate that a code is good for; the same one when the same is asked again.</summary>
    /// <exception cref="ExchangeException">The code is not good, or the request.</exception>
    public async Task<(CredentialRecord Credential, byte[] Certificate)> EnrolAsync(string code, byte[] request, CancellationToken cancellationToken)
    {
        var (hash, requestHash) = (EnrolmentCode.Hash(code), SHA256.HashData(request));
        var enrolment = await enrolments.FindAsync(hash, cancellationToken);
        if (enrolment is null || !CryptographicOperations.FixedTimeEquals(enrolment.CodeHash, hash) || enrolment.ExpiresAt <= time.GetUtcNow().UtcDateTime)
            throw NotGood();
        if (enrolment.RequestHash is null)
        {
            using var certificate = Issue(request, enrolment.Organisation, enrolment.Person);
            var credential = Credential(certificate, enrolment.Organisation, enrolment.Person, RoleNames.Read(enrolment.Roles));
            await enrolments.UseAsync(enrolment, requestHash, certificate.RawData, credential, cancellationToken);

            // Or what another call made of it meanwhile.
            enrolment = (await enrolments.FindAsync(hash, cancellationToken))!;
        }

        if (!CryptographicOperations.FixedTimeEquals(enrolment.RequestHash, requestHash))
            throw NotGood();
        return ((await credentials.FindAsync(enrolment.CredentialId!.Value, cancellationToken))!, enrolment.Certificate!);
    }

    /// <summary>Issues a further certificate to whoever calls with one.</summary>
    /// <exception cref="ExchangeException">The request is not good.</exception>
    public async Task<(CredentialRecord Credential, byte[] Certificate)> RenewAsync(CredentialRecord former, Caller by, byte[] request, CancellationToken cancellationToken)
    {
        using var certificate = Issue(request, former.Organisation, former.Person);
        var credential = Credential(certificate, former.Organisation, former.Person, former.Roles);
        return (await credentials.RenewAsync(former, credential, by, cancellationToken), certificate.RawData);
    }

    private static ExchangeException NotGood() =>
        new(ErrorReason.EnrolmentInvalid, "The enrolment code is unknown, expired, or was used for another request. Ask your administrator for a new one.");

    private X509Certificate2 Issue(byte[] request, string organisation, string person) =>
        authority.IssueClientCertificate(SigningRequest.ReadKey(request), organisation, person);

    private CredentialRecord Credential(X509Certificate2 certificate, string organisation, string person, IReadOnlyList<Role> roles) => new()
    {
        CredentialId = Guid.CreateVersion7(time.GetUtcNow()),
        Kind = CredentialKind.Certificate,
        Organisation = organisation,
        Person = person,
        Roles = roles,
        Subject = CertificateNames.Own(certificate),
        CreatedAt = time.GetUtcNow(),
        ExpiresAt = new DateTimeOffset(certificate.NotAfter).ToUniversalTime(),
    };
}
