using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Spectre.Console;

namespace StatExchange.Cli;

/// <summary>How a server is trusted that nothing is known of yet.</summary>
internal sealed class TrustOptions
{
    private const int FingerprintLength = 2 * SHA256.HashSizeInBytes;

    private readonly Option<FileInfo?> _authority = AuthorityOption.Create("Certificate of the authority that the server has its own from");

    private readonly Option<string?> _fingerprint = new("--fingerprint")
    {
        Description = "SHA-256 fingerprint of the server's certificate, as the operator says it.",
        HelpName = "SHA256",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_authority);
        command.Options.Add(_fingerprint);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_fingerprint) is { } fingerprint && ServerContact.Normalized(fingerprint).Length != FingerprintLength)
                result.AddError($"--fingerprint must be a SHA-256 in hexadecimal: {FingerprintLength} digits.");
            if (result.GetResult(_authority) is not null && result.GetResult(_fingerprint) is not null)
                result.AddError("--authority and --fingerprint exclude one another.");
        });
    }

    /// <summary>Whether the command says whom to trust.</summary>
    public bool IsGiven(ParseResult arguments) => arguments.GetResult(_authority) is not null || arguments.GetResult(_fingerprint) is not null;

    /// <summary>The authority's certificate, when the command names its file.</summary>
    /// <exception cref="UsageException">It is no certificate.</exception>
    public X509Certificate2? FindAuthority(ParseResult arguments) => arguments.GetValue(_authority) is { } file ? CertificateFile.Read(file) : null;

    /// <summary>Makes the first contact with a server, and makes sure that it is the right one before anything is sent to it.</summary>
    /// <exception cref="UsageException">It is another one, or nobody says that it is the right one.</exception>
    public async Task<ServerContact> ContactAsync(CommandContext context, Uri server, CancellationToken cancellationToken)
    {
        var contact = await ServerContact.MakeAsync(server, cancellationToken);
        try
        {
            await RequireTrustAsync(context, contact, cancellationToken);
            return contact;
        }
        catch
        {
            contact.Dispose();
            throw;
        }
    }

    private async Task RequireTrustAsync(CommandContext context, ServerContact contact, CancellationToken cancellationToken)
    {
        if (FindAuthority(context.Arguments) is { } authority)
        {
            using (authority)
            {
                if (!contact.IsIssuedBy(authority))
                    throw new UsageException($"{contact.Server} is not the server that you mean: its certificate is of another authority, or for another name.");
            }
        }
        else if (context.Arguments.GetValue(_fingerprint) is { } fingerprint)
        {
            if (!contact.HasFingerprint(fingerprint))
                throw new UsageException($"{contact.Server} is not the server that you mean: its fingerprint is {contact.Fingerprint}.");
        }
        else if (!contact.IsTrustedByMachine && !IsKnown(context, contact))
        {
            await AskAsync(context, contact, cancellationToken);
        }
    }

    // Of the authority that the profile trusts already.
    private static bool IsKnown(CommandContext context, ServerContact contact)
    {
        using var authority = context.Profile.FindAuthority();
        return authority is not null && contact.IsIssuedBy(authority);
    }

    private static async Task AskAsync(CommandContext context, ServerContact contact, CancellationToken cancellationToken)
    {
        var question = $"{contact.Server} has a certificate with the fingerprint {contact.Fingerprint}, of an authority that is not known here.";
        if (!context.CanAsk)
            throw new UsageException($"{question} Ask the operator for it, and say that it is right: --fingerprint {contact.Fingerprint}, or --authority FILE.");
        context.Messages.WriteLine(question);
        if (!await context.Messages.ConfirmAsync("Is that what the operator told you?", defaultValue: false, cancellationToken))
            throw new UsageException("Nothing was sent.");
    }
}
