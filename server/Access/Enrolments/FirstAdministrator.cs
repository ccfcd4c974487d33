using Microsoft.Extensions.Options;
using StatExchange.Server.Access.Authority;
using StatExchange.Server.Hosting;
using StatExchange.V1;

namespace StatExchange.Server.Access.Enrolments;

/// <summary>
/// Lets somebody in where nobody is known yet: an enrolment code of an administrator is left in a file that only the server's own account
/// reads. Whoever can read it could as well read the authority's key beside it.
/// </summary>
internal sealed class FirstAdministrator(
    ExchangeAuthority authority, CertificateIssuing issuing, IOptions<AuthorityOptions> options, TimeProvider time, ILogger<FirstAdministrator> logger)
    : IHostedService
{
    /// <summary>The name of the file, in the authority's folder.</summary>
    public const string FileName = "administrator-code";

    /// <summary>The region's own body, which runs the exchange.</summary>
    public const string Organisation = "PPMO.OBSERVATORY";

    private const string Person = "administrator";

    private static readonly TimeSpan Validity = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (authority.Certificate is null)
            return;
        var enrolment = new EnrolmentRecord
        {
            Organisation = Organisation,
            Person = Person,
            Roles = [RoleNames.Of(Role.Administrator)],
            ExpiresAt = (time.GetUtcNow() + Validity).UtcDateTime,
        };
        var file = Path.Combine(options.Value.Folder, FileName);
        if (!await issuing.InviteFirstAsync(enrolment, code => SecretFiles.Write(file, $"{code}\n"), cancellationToken))
            return;
        logger.LogInformation("Nobody is known yet: the code in {File} enrols the first administrator, of {Organisation}, until {ExpiresAt:u}", file, Organisation, enrolment.ExpiresAt);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
