using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx enrol: the first certificate.</summary>
internal static class EnrolCommand
{
    public const string Name = "enrol";

    private const string Description =
        "Enrols with the code that an administrator gave you: makes a key here, has the service sign its certificate, and keeps both in a profile. "
        + "The key never leaves this machine. The server has to be the right one before the code is sent: by its fingerprint, its authority's "
        + "certificate, or because this machine trusts it.";

    private static readonly string[] Examples =
    [
        "statx enrol --code-file code.txt --server https://exchange.example:5401 --authority authority.pem",
        "statx enrol CODE --server https://exchange.example:5401 --as ministry",
        "statx enrol --codes codes.csv --server https://exchange.example:5401 --authority authority.pem",
    ];

    public static Command Create()
    {
        var code = new Argument<string?>("CODE") { Description = "The code; others on this machine may see it here, so rather --code-file.", DefaultValueFactory = _ => null };
        var codeFile = new Option<FileInfo?>("--code-file") { Description = "A file with the code.", HelpName = "FILE" };
        var codes = new Option<FileInfo?>("--codes")
        {
            Description = "Enrol several at once: a file as `statx access invite --file` writes it. Each gets the profile that its organisation is called.",
            HelpName = "FILE",
        };
        var replace = new Option<bool>("--replace") { Description = "Replace the certificate that the profile has." };
        var trust = new TrustOptions();
        var command = new StatxSubcommand(Name, Description, Examples) { code, codeFile, codes, replace };
        trust.AddTo(command);
        command.Validators.Add(result =>
        {
            if (new[] { result.GetValue(code) is not null, result.GetResult(codeFile) is not null, result.GetResult(codes) is not null }.Count(given => given) != 1)
                result.AddError("Give one of CODE, --code-file and --codes.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var server = EnrolmentDesk.ServerOf(context);
            var invitations = context.Arguments.GetValue(codes) is { } file
                ? InvitationFile.ReadCodes(file)
                : [(context.ProfileName ?? ProfileStore.DefaultName, CodeOf(context))];
            using var contact = await trust.ContactAsync(context, server, cancellationToken);
            await using var desk = new EnrolmentDesk(context, contact) { Replaces = context.Arguments.GetValue(replace) };
            foreach (var (profile, one) in invitations)
                await desk.EnrolAsync(context.Profiles.Of(profile), one, cancellationToken);
            return ExitCode.Done;
        });

        string CodeOf(CommandContext context) =>
            (context.Arguments.GetValue(codeFile) is { } file ? SecretFiles.Read(file.FullName) : context.Arguments.GetValue(code)!).Trim();
    }
}
