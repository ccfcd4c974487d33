using System.Security.Cryptography.X509Certificates;
using StatExchange.Client;

namespace StatExchange.Cli;

/// <summary>The service, as the credential of a profile or of the environment sees it.</summary>
internal sealed class ServiceConnection : IAsyncDisposable
{
    private static readonly TimeSpan RenewalNotice = TimeSpan.FromDays(14);

    private readonly List<IDisposable> _owned = [];

    private ServiceConnection(CommandContext context, Profile? profile)
    {
        var settings = profile?.Read();
        Server = context.Arguments.GetValue(GlobalOptions.Server) ?? context.Variable(GlobalOptions.ServerVariable)
            ?? settings?.Server ?? StatExchangeClientOptions.DefaultAddress.OriginalString;
        var given = GivenToken(context);
        Organisation = given is null && settings?.Organisation is { Length: > 0 } own ? own : null;
        var token = given ?? TokensOf(profile, settings);
        if (given is null && token is not null && new Uri(Server).Authority != new Uri(settings!.Server).Authority)
            throw new UsageException($"The token of the profile {profile!.Name} is for {settings.Server}. For {Server}, take another profile: --as.");
        var certificate = given is null ? Own(profile?.FindCertificate()) : null;
        HasCredential = token is not null || certificate is not null;
        if (token is not null)
            RequireSecrecy();
        RemindOfExpiry(context, profile, certificate);
        Client = StatExchangeClient.Create(new StatExchangeClientOptions
        {
            Address = new Uri(Server),
            Organisation = context.StatedOrganisation ?? Organisation,
            AccessToken = token,
            ClientCertificate = certificate,
            TrustedAuthority = settings is { TrustsMachine: false } ? Own(profile?.FindAuthority()) : null,
            Retry = context.Retry,
        });
    }

    /// <summary>The service.</summary>
    public StatExchangeClient Client { get; }

    /// <summary>Its address.</summary>
    public string Server { get; }

    /// <summary>The organisation that the profile's credential acts for; null when it is not known.</summary>
    public string? Organisation { get; }

    /// <summary>Whether calls say who calls.</summary>
    public bool HasCredential { get; }

    /// <summary>Connects as a command asks for.</summary>
    /// <exception cref="UsageException">The profile that it names is not there, or others may open it.</exception>
    public static ServiceConnection Of(CommandContext context)
    {
        var profile = context.Profile;
        if (!profile.Exists && context.ProfileName is not null)
            throw new UsageException($"There is no profile {profile.Name}. Make it: statx enrol CODE --as {profile.Name} --server URL; or see: statx profiles");
        return new ServiceConnection(context, profile.Exists ? profile : null);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        foreach (var owned in _owned)
            owned.Dispose();
    }

    /// <summary>The token that the command or the environment says, which counts before the profile's credential.</summary>
    private static Func<CancellationToken, ValueTask<string>>? GivenToken(CommandContext context)
    {
        // Read at once: what is wrong with the file is told before anything connects.
        var given = context.Arguments.GetValue(GlobalOptions.TokenFile) is { } file
            ? SecretFiles.Read(file.FullName).Trim()
            : context.Variable(GlobalOptions.TokenVariable);
        return given is { } token ? _ => ValueTask.FromResult(token) : null;
    }

    private Func<CancellationToken, ValueTask<string>>? TokensOf(Profile? profile, ProfileSettings? settings)
    {
        if (profile is null || settings?.Tokens is not { } tokens)
            return null;

        // Looked at before anything connects: what others may open is refused first.
        _ = profile.FindTokens();
        var source = new TokenSource(profile, tokens, TimeProvider.System);
        _owned.Add(source);
        return source.GetAsync;
    }

    // Whoever reads a token can call with it.
    private void RequireSecrecy()
    {
        if (new Uri(Server) is { Scheme: "http", IsLoopback: false })
            throw new UsageException($"A token is sent over TLS only, and {Server} is without. Give an address that begins with https.");
    }

    private static void RemindOfExpiry(CommandContext context, Profile? profile, X509Certificate2? certificate)
    {
        if (certificate is null)
            return;
        var expires = new DateTimeOffset(certificate.NotAfter).ToUniversalTime();
        if (expires - RenewalNotice <= TimeProvider.System.GetUtcNow())
            context.Remark($"The certificate of the profile {profile?.Name} expires on {expires:yyyy-MM-dd HH:mm'Z'}. Before that: statx renew --as {profile?.Name}");
    }

    private X509Certificate2? Own(X509Certificate2? certificate)
    {
        if (certificate is not null)
            _owned.Add(certificate);
        return certificate;
    }
}
