using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using StatExchange.Client;

namespace StatExchange.Cli;

/// <summary>A folder with what statx needs to be known at one service. Nobody but its owner may open it.</summary>
/// <param name="name">Its name.</param>
/// <param name="folder">The folder.</param>
internal sealed class Profile(string name, string folder)
{
    private const string SettingsFile = "profile.json";
    private const string CredentialFile = "credential.pem";
    private const string PendingFile = "pending.pem";
    private const string AuthorityFile = "authority.pem";
    private const string TokensFile = "tokens.json";
    private const string AuditHeadFile = "audit-head.jws";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Whether it is there.</summary>
    public bool Exists => File.Exists(PathOf(SettingsFile));

    /// <summary>Whether it has a certificate with its key.</summary>
    public bool HasCertificate => File.Exists(PathOf(CredentialFile));

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UsageException">Others may open the profile, or it is damaged.</exception>
    public ProfileSettings Read()
    {
        SecretFiles.RequireOwnersFolder(folder);
        return Parse<ProfileSettings>(SecretFiles.Read(PathOf(SettingsFile)), SettingsFile);
    }

    /// <summary>Writes the settings.</summary>
    public Task WriteAsync(ProfileSettings settings, CancellationToken cancellationToken) =>
        WriteAsync(SettingsFile, JsonSerializer.Serialize(settings, Json), cancellationToken);

    /// <summary>The certificate with its key; null when there is none.</summary>
    /// <exception cref="UsageException">It is damaged, or others may read it.</exception>
    public X509Certificate2? FindCertificate()
    {
        if (!HasCertificate)
            return null;
        var certificate = ParseCertificate(SecretFiles.Read(PathOf(CredentialFile)));
        if (!OperatingSystem.IsWindows())
            return certificate;
        // Windows shows a server only keys that it keeps itself.
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }

    /// <summary>Keeps a certificate with its key, both at once, and the authority's.</summary>
    public async Task WriteAsync(Enrolment enrolment, CancellationToken cancellationToken)
    {
        using var key = enrolment.Certificate.GetECDsaPrivateKey() ?? throw new CryptographicException("The certificate has no key.");
        await WriteAuthorityAsync(enrolment.Authority, cancellationToken);
        await WriteAsync(CredentialFile, $"{key.ExportPkcs8PrivateKeyPem()}\n{enrolment.Certificate.ExportCertificatePem()}\n", cancellationToken);
        Delete(PendingFile);
    }

    /// <summary>The authority's certificate; null when there is none.</summary>
    public X509Certificate2? FindAuthority() =>
        Find(AuthorityFile) is { } pem ? X509Certificate2.CreateFromPem(pem) : null;

    /// <summary>Keeps the authority's certificate.</summary>
    public Task WriteAuthorityAsync(X509Certificate2 authority, CancellationToken cancellationToken) =>
        WriteAsync(AuthorityFile, authority.ExportCertificatePem() + "\n", cancellationToken);

    /// <summary>The key that a certificate was asked for and has not come; a new one, kept, when there is none.</summary>
    public async Task<CertificateKey> PendingKeyAsync(CancellationToken cancellationToken)
    {
        if (Find(PendingFile) is { } pem)
            return CertificateKey.ImportPem(pem);
        var key = CertificateKey.Create();
        await WriteAsync(PendingFile, key.ExportPem(), cancellationToken);
        return key;
    }

    /// <summary>The tokens; null when there are none.</summary>
    public TokenSet? FindTokens() => Find(TokensFile) is { } json ? Parse<TokenSet>(json, TokensFile) : null;

    /// <summary>Keeps tokens.</summary>
    public Task WriteAsync(TokenSet tokens, CancellationToken cancellationToken) =>
        WriteAsync(TokensFile, JsonSerializer.Serialize(tokens, Json), cancellationToken);

    /// <summary>Forgets the tokens.</summary>
    public void ForgetTokens() => Delete(TokensFile);

    /// <summary>Forgets the certificate with its key.</summary>
    public void ForgetCertificate()
    {
        Delete(CredentialFile);
        Delete(PendingFile);
    }

    /// <summary>Forgets the key that no certificate is coming for, and the folder when nothing else is in it.</summary>
    public void ForgetPendingKey()
    {
        Delete(PendingFile);
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    /// <summary>Forgets certificate and tokens, and what they said of who calls.</summary>
    public async Task ForgetCredentialsAsync(CancellationToken cancellationToken)
    {
        ForgetTokens();
        ForgetCertificate();
        if (Exists)
            await WriteAsync(Read() with { Tokens = null, Organisation = "", Person = "" }, cancellationToken);
    }

    /// <summary>The signed head of the audit trail that was verified last; null when none was.</summary>
    public string? FindAuditHead() => Find(AuditHeadFile);

    /// <summary>Keeps the signed head of the audit trail that was verified.</summary>
    public Task WriteAuditHeadAsync(string signature, CancellationToken cancellationToken) => WriteAsync(AuditHeadFile, signature + "\n", cancellationToken);

    private string PathOf(string file) => Path.Combine(folder, file);

    private void Delete(string file)
    {
        if (File.Exists(PathOf(file)))
            File.Delete(PathOf(file));
    }

    private string? Find(string file) => File.Exists(PathOf(file)) ? SecretFiles.Read(PathOf(file)) : null;

    private Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        SecretFiles.CreateFolder(folder);
        return SecretFiles.WriteAsync(PathOf(file), text, cancellationToken);
    }

    private X509Certificate2 ParseCertificate(string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem, pem);
        }
        catch (CryptographicException exception)
        {
            throw new UsageException($"{PathOf(CredentialFile)} is damaged: {exception.Message} Enrol anew with --replace, or remove it: statx profiles remove {name}");
        }
    }

    private T Parse<T>(string json, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Json) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{PathOf(file)} is damaged: {exception.Message} Enrol or log in anew, or remove it: statx profiles remove {name}");
        }
    }
}
