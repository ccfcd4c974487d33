using System.CommandLine;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx access invite: codes to enrol with.</summary>
internal static class InviteCommand
{
    private const string Description =
        "Makes a code with which one person or system enrols once, and shows it this once. With --file it makes the codes of many, into a file "
        + "that nobody else may open. For administrators. Hand a code to that person only, with the server's fingerprint.";

    private static readonly string[] Examples =
    [
        "statx access invite --organisation AM.ARMSTAT --person Sargsyan --role submitter,publisher",
        "statx access invite --file people.csv --codes codes.csv",
    ];

    public static Command Create()
    {
        var person = new PersonOptions();
        var file = new Option<FileInfo?>("--file") { Description = "People to invite at once: a CSV file with the columns organisation, person, roles.", HelpName = "FILE" };
        var codes = new Option<FileInfo?>("--codes") { Description = "Where to write the codes to.", HelpName = "FILE" };
        var hours = new Option<int>("--valid-hours") { Description = "How many hours the codes are good for, 1 to 720; 0 for three days.", HelpName = "N" };
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("invite", Description, Examples);
        person.AddTo(command);
        foreach (var option in new Option[] { file, codes, hours, output })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            var hasFile = result.GetResult(file) is not null;
            if (hasFile ? person.IsAnyGiven(result) : !person.AreAllGiven(result))
                result.AddError("Give --organisation, --person and --role of one, or --file with many.");
            if (hasFile && result.GetResult(codes) is null)
                result.AddError("Say with --codes where to write the codes to.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var invitations = context.Arguments.GetValue(file) is { } people
                ? await InvitationFile.ReadPeopleAsync(people, cancellationToken)
                : [person.Read(context.Arguments)];
            var enrolments = new List<(Invitation Invitation, CreateEnrolmentResponse Enrolment)>();
            foreach (var one in invitations)
            {
                enrolments.Add((one, await context.Client.CreateEnrolmentAsync(
                    one.Organisation, one.Person, one.Roles, context.Arguments.GetValue(hours), cancellationToken)));
            }

            if (context.Arguments.GetValue(codes) is { } target)
            {
                await InvitationFile.WriteAsync(target, enrolments, cancellationToken);
                context.Remark($"Written: {target}, {enrolments.Count} codes.");
                return ExitCode.Done;
            }

            var enrolment = enrolments[0].Enrolment;
            if (context.Arguments.GetValue(output) == OutputOption.Json)
                await JsonOutput.WriteAsync(context.Out, enrolment);
            else
                await context.Out.WriteLineAsync(enrolment.Code);
            context.Remark($"Good until {SubmissionOutput.Instant(enrolment.ExpiresAt)}, for {enrolments[0].Invitation.Person}: statx {EnrolCommand.Name} --code-file FILE --server {context.Server}");
            return ExitCode.Done;
        });
    }
}
