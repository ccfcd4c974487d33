namespace StatExchange.Cli;

/// <summary>Makes profiles of what commands say of a server.</summary>
internal static class ProfileMaker
{
    /// <summary>The settings of a profile: those that it has, or new ones, with the server and whom to trust as the command says.</summary>
    /// <exception cref="UsageException">The command names no server, and the profile is new; or the server is not to be trusted.</exception>
    public static async Task<ProfileSettings> SettingsAsync(CommandContext context, Profile profile, TrustOptions trust, CancellationToken cancellationToken)
    {
        var known = profile.Exists ? profile.Read() : null;
        var address = context.Arguments.GetValue(GlobalOptions.Server) ?? context.Variable(GlobalOptions.ServerVariable) ?? known?.Server
            ?? throw new UsageException("Say at which service: --server https://…");
        var server = new Uri(address);
        if (server.Scheme == "http" || (known?.Server == address && !trust.IsGiven(context.Arguments)))
            return (known ?? new ProfileSettings { Server = address, TrustsMachine = true }) with { Server = address };
        using var contact = await trust.ContactAsync(context, server, cancellationToken);
        using var authority = trust.FindAuthority(context.Arguments) ?? contact.FindAuthority();
        if (authority is not null)
            await profile.WriteAuthorityAsync(authority, cancellationToken);
        else if (!contact.IsTrustedByMachine)
            throw new UsageException($"{server} does not show its authority's certificate. Ask the operator for it: --authority FILE.");
        return (known ?? new ProfileSettings { Server = address }) with { Server = address, TrustsMachine = authority is null };
    }
}
