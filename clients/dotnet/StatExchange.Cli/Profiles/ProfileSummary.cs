namespace StatExchange.Cli;

/// <summary>What is told of a profile: no secret.</summary>
internal sealed record ProfileSummary(string Profile, string Server, string Organisation, string Person, string Credential, string ExpiresAt)
{
    /// <summary>The columns of a list of profiles.</summary>
    public static readonly IReadOnlyList<ListColumn<ProfileSummary>> Columns =
    [
        new("profile", one => one.Profile),
        new("server", one => one.Server),
        new("organisation", one => one.Organisation),
        new("person", one => one.Person),
        new("credential", one => one.Credential),
        new("expires_at", one => one.ExpiresAt),
    ];

    /// <summary>What is told of one, also of one that others may open or that is damaged: that it cannot be used.</summary>
    public static ProfileSummary Of(Profile profile)
    {
        try
        {
            return Read(profile);
        }
        catch (UsageException)
        {
            return new ProfileSummary(profile.Name, "", "", "", "damaged", "");
        }
    }

    private static ProfileSummary Read(Profile profile)
    {
        var settings = profile.Read();
        using var certificate = profile.FindCertificate();
        var credential = certificate is not null ? "certificate" : settings.Tokens switch
        {
            null => "none",
            { TokenFile.Length: > 0 } => "token of a file",
            { ClientSecretFile.Length: > 0 } => "tokens of a system",
            _ => "tokens",
        };
        return new ProfileSummary(
            profile.Name, settings.Server, settings.Organisation, settings.Person, credential,
            certificate is null ? "" : $"{certificate.NotAfter.ToUniversalTime():yyyy-MM-ddTHH:mm:ss'Z'}");
    }
}
