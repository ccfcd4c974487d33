using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Verifies the audit trail of the service, or of a file.</summary>
internal sealed record AuditVerification(CommandContext Context)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The entries; null for the service's.</summary>
    public required FileInfo? File { get; init; }

    /// <summary>A signed head that was kept; null for none.</summary>
    public required FileInfo? Head { get; init; }

    /// <summary>The authority's certificate; null for the profile's.</summary>
    public required FileInfo? AuthorityFile { get; init; }

    /// <summary>Whether the head that the profile verified last does not count.</summary>
    public required bool ForgetsLast { get; init; }

    /// <summary>Whether programs read the outcome.</summary>
    public required bool IsJson { get; init; }

    /// <summary>Verifies.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var authority = AuthorityFile is null ? Context.Profile.FindAuthority() : CertificateFile.Read(AuthorityFile);
        var signed = File is null ? await Context.Client.GetAuditHeadAsync(cancellationToken) : null;
        var heads = await HeadsAsync(authority, signed, cancellationToken);
        var verifier = new AuditVerifier(heads);
        await using (var file = File?.OpenRead())
        {
            var entries = file is null
                ? Context.Client.ReadAuditEntriesAsync(cancellationToken: cancellationToken)
                : AuditFile.ReadAsync(file, cancellationToken);
            await verifier.VerifyAsync(entries, cancellationToken);
        }

        if (verifier.Fault is null && signed is not null && Context.Profile.Exists)
            await Context.Profile.WriteAuditHeadAsync(signed.Signature, cancellationToken);
        await TellAsync(verifier, heads.Count);
        return verifier.Fault is null ? ExitCode.Done : ExitCode.Refused;
    }

    private async Task<IReadOnlyList<AuditHead>> HeadsAsync(X509Certificate2? authority, GetAuditHeadResponse? signed, CancellationToken cancellationToken)
    {
        var kept = new List<string>();
        if (Head is not null)
            kept.Add(await System.IO.File.ReadAllTextAsync(Head.FullName, cancellationToken));
        if (!ForgetsLast && Context.Profile.FindAuditHead() is { } last)
            kept.Add(last);
        if (authority is null)
        {
            // Hashes that nobody signed are compared all the same for a file; of a service the proof would be worth nothing.
            return signed is null && Head is null
                ? []
                : throw new UsageException($"Heads are verified by the authority's certificate: {AuthorityOption.Name} FILE.");
        }

        var verifier = new AuditHeadVerifier(authority);
        var heads = new List<AuditHead>();
        if (signed is not null)
            heads.Add(await verifier.VerifyAsync(signed));
        foreach (var signature in kept)
            heads.Add(await verifier.VerifyAsync(signature));
        return heads;
    }

    private async Task TellAsync(AuditVerifier verifier, int heads)
    {
        if (IsJson)
        {
            var fault = verifier.Fault is { } wrong ? new { wrong.Number, Kind = $"{wrong.Kind}", wrong.Message } : null;
            await Context.Out.WriteLineAsync(JsonSerializer.Serialize(new { Entries = verifier.Number, verifier.Hash, Heads = heads, Fault = fault }, Json));
        }
        else if (verifier.Fault is { } wrong)
        {
            await Context.Out.WriteLineAsync($"The trail is not as it was written: {wrong.Message} First wrong entry: {wrong.Number}.");
        }
        else
        {
            var proved = heads switch { 0 => "no signed head", 1 => "1 signed head", _ => $"{heads} signed heads" };
            await Context.Out.WriteLineAsync($"{verifier.Number} entries are as they were written, compared with {proved}. Hash of the last: {verifier.Hash}");
        }
    }
}
