using Google.Protobuf;
using Grpc.Core;
using StatExchange.Server.Access.Agreements;
using StatExchange.Server.Access.Authority;
using StatExchange.Server.Access.Certificates;
using StatExchange.Server.Access.Credentials;
using StatExchange.Server.Access.Enrolments;
using StatExchange.Server.Access.Grants;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <summary>Who may do what, over gRPC.</summary>
internal sealed partial class AccessService(
    CertificateIssuing issuing, ExchangeAuthority authority, CredentialStore credentials, AgreementStore agreements, GrantStore grants, PageMark pages,
    CatalogueCache catalogue, TimeProvider time, ILogger<AccessService> logger) : V1.AccessService.AccessServiceBase
{
    private const int DefaultPage = 100;
    private const int DefaultHours = 72;
    private const int MostHours = 720;

    /// <inheritdoc/>
    public override Task<GetCallerResponse> GetCaller(GetCallerRequest request, ServerCallContext context) => Task.FromResult(Caller.Of(context).ToProto());

    /// <inheritdoc/>
    public override async Task<CreateEnrolmentResponse> CreateEnrolment(CreateEnrolmentRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        catalogue.Current.RequireOrganisation(request.Organisation);
        if (request.ValidHours is < 0 or > MostHours)
            throw ExchangeException.InvalidField("valid_hours", $"{request.ValidHours} is not between 0 and {MostHours}");
        var expiresAt = time.GetUtcNow().AddHours(request.ValidHours == 0 ? DefaultHours : request.ValidHours);
        var enrolment = new EnrolmentRecord
        {
            Organisation = request.Organisation,
            Person = AccessRequests.Person(request.Person),
            Roles = [.. AccessRequests.Roles(request.Roles).Select(RoleNames.Of)],
            ExpiresAt = expiresAt.UtcDateTime,
        };
        var code = await issuing.InviteAsync(enrolment, caller, context.CancellationToken);
        logger.LogInformation("{Caller} invited {Person} of {Organisation} as {Roles}", caller.Named(), enrolment.Person, enrolment.Organisation, enrolment.Roles);
        return new CreateEnrolmentResponse { Code = code, ExpiresAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(expiresAt) };
    }

    /// <inheritdoc/>
    public override async Task<EnrolCertificateResponse> EnrolCertificate(EnrolCertificateRequest request, ServerCallContext context)
    {
        var (credential, certificate) = await issuing.EnrolAsync(request.Code, request.CertificateRequest.ToByteArray(), context.CancellationToken);
        logger.LogInformation("{Person} of {Organisation} enrolled: credential {CredentialId}", credential.Person, credential.Organisation, credential.CredentialId);
        return new EnrolCertificateResponse { Credential = credential.ToProto(), Certificate = ByteString.CopyFrom(certificate), AuthorityCertificate = AuthorityCertificate() };
    }

    /// <inheritdoc/>
    public override async Task<RenewCertificateResponse> RenewCertificate(RenewCertificateRequest request, ServerCallContext context)
    {
        var caller = AccessGuard.RequireCaller(context);
        var former = caller.Kind == CredentialKind.Certificate ? await credentials.FindAsync(Guid.Parse(caller.CredentialId), context.CancellationToken) : null;
        if (former is null || !CertificateNames.IsOwn(former.Subject))
            AccessGuard.Require(isAllowed: false, caller, "callers with a certificate of the exchange's own authority");
        var (credential, certificate) = await issuing.RenewAsync(former!, request.CertificateRequest.ToByteArray(), context.CancellationToken);
        return new RenewCertificateResponse { Credential = credential.ToProto(), Certificate = ByteString.CopyFrom(certificate), AuthorityCertificate = AuthorityCertificate() };
    }

    /// <inheritdoc/>
    public override async Task<RegisterCredentialResponse> RegisterCredential(RegisterCredentialRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        catalogue.Current.RequireOrganisation(request.Organisation);
        if (request.Kind is not (CredentialKind.Certificate or CredentialKind.Token))
            throw ExchangeException.InvalidField("kind", $"{(int)request.Kind} is none");
        var credential = new CredentialRecord
        {
            CredentialId = Guid.CreateVersion7(time.GetUtcNow()),
            Kind = request.Kind,
            Organisation = request.Organisation,
            Person = AccessRequests.Person(request.Person),
            Roles = AccessRequests.Roles(request.Roles),
            Subject = AccessRequests.Text(request.Subject, "subject"),
            CreatedAt = time.GetUtcNow(),
        };
        var standing = await credentials.AddAsync(credential, caller.Named(), context.CancellationToken);
        if (standing.CredentialId != credential.CredentialId)
        {
            throw new ExchangeException(
                ErrorReason.CredentialExists, "The subject is registered already. Revoke that credential first.", ("credential_id", standing.CredentialId.ToString()));
        }

        logger.LogInformation("{Caller} registered {Subject} for {Organisation}", caller.Named(), credential.Subject, credential.Organisation);
        return new RegisterCredentialResponse { Credential = standing.ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<ListCredentialsResponse> ListCredentials(ListCredentialsRequest request, ServerCallContext context)
    {
        var caller = AccessGuard.RequireCaller(context);
        var pageSize = PageRequest.Size(request.PageSize, DefaultPage);
        if (request.Organisation.Length > 0)
            catalogue.Current.RequireOrganisation(request.Organisation);
        var organisation = request.Organisation.Length > 0 ? request.Organisation : caller.MaySeeAllAccess() ? null : caller.Organisation;
        var list = $"credentials {organisation}";
        var after = pages.Read<CredentialRecord>(list, request.PageToken);
        if (organisation is not null && !caller.MaySeeAccessOf(organisation))
            return new ListCredentialsResponse();
        var page = await credentials.ListAsync(organisation, after, pageSize, context.CancellationToken);
        return new ListCredentialsResponse
        {
            Credentials = { page.Select(credential => credential.ToProto()) },
            NextPageToken = pages.After(list, page.Count == pageSize ? page[^1] : null),
        };
    }

    /// <inheritdoc/>
    public override async Task<RevokeCredentialResponse> RevokeCredential(RevokeCredentialRequest request, ServerCallContext context)
    {
        var caller = AccessGuard.RequireCaller(context);
        var reason = AccessRequests.Text(request.Reason, "reason");
        var credential = Guid.TryParse(request.CredentialId, out var id) ? await credentials.FindAsync(id, context.CancellationToken) : null;
        if (credential is null || !caller.MaySeeAccessOf(credential.Organisation))
            throw new ExchangeException(ErrorReason.CredentialNotFound, "There is no such credential.", ("credential_id", request.CredentialId));
        AccessGuard.Require(caller.MayRevoke(credential.CredentialId.ToString()), caller, "administrators and whoever holds the credential");
        var revoked = await credentials.RevokeAsync(credential.CredentialId, reason, caller.Named(), context.CancellationToken);
        logger.LogInformation("{Caller} revoked the credential {CredentialId} of {Organisation}", caller.Named(), revoked.CredentialId, revoked.Organisation);
        return new RevokeCredentialResponse { Credential = revoked.ToProto() };
    }

    private ByteString AuthorityCertificate() => ByteString.CopyFrom(authority.Required.RawData);
}
