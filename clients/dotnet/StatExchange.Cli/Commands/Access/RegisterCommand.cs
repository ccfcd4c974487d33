using System.CommandLine;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx access register: whom a subject of another authority stands for.</summary>
internal static class RegisterCommand
{
    private const string Token = "token";
    private const string Certificate = "certificate";

    private const string Description =
        "Says whom a token's subject, or a certificate of a foreign authority, stands for. For administrators.";

    private static readonly string[] Examples =
    [
        "statx access register --subject https://login.example/+a1b2 --organisation AM.ARMSTAT --person Sargsyan --role submitter",
        "statx access register --kind certificate --subject CN=loader,O=Armstat --organisation AM.ARMSTAT --person Loader --role submitter",
    ];

    public static Command Create()
    {
        var kind = new Option<string>("--kind") { Description = "What it is.", DefaultValueFactory = _ => Token }.AcceptOnlyFromAmong(Token, Certificate);
        var subject = new Option<string>("--subject")
        {
            Description = "Whom it names: for tokens issuer and subject with a blank between them, for certificates the service's name of their authority and the subject as RFC 4514 writes it.",
            HelpName = "SUBJECT",
            Required = true,
        };
        var person = new PersonOptions();
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("register", Description, Examples) { kind, subject };
        person.AddTo(command);
        command.Options.Add(output);
        command.Validators.Add(result =>
        {
            if (!person.AreAllGiven(result))
                result.AddError("Give --organisation, --person and --role.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var whom = person.Read(arguments);
            var credential = await context.Client.RegisterCredentialAsync(
                new CredentialRegistration
                {
                    Kind = arguments.GetValue(kind) == Certificate ? CredentialKind.Certificate : CredentialKind.Token,
                    Subject = arguments.GetRequiredValue(subject),
                    Organisation = whom.Organisation,
                    Person = whom.Person,
                    Roles = whom.Roles,
                },
                cancellationToken);
            await AccessOutput.WriteAsync(context, arguments.GetRequiredValue(output), credential, AccessOutput.Credentials);
            return ExitCode.Done;
        });
    }
}
