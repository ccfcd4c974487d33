using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows a submission with all that happened to it.</summary>
internal static class SubmissionLifeOutput
{
    public static async Task WriteAsync(CommandContext context, GetSubmissionResponse life, string form)
    {
        if (form == OutputOption.Json)
        {
            await JsonOutput.WriteAsync(context.Out, life);
            return;
        }

        await SubmissionOutput.WriteAsync(context, life.Submission, form);
        var table = Tables.Create("When", "From", "To", "Who", "Why");
        foreach (var step in life.Transitions)
        {
            table.Add(
                SubmissionOutput.Instant(step.At),
                step.FromState == SubmissionState.Unspecified ? "" : Names.Of(step.FromState),
                Names.Of(step.ToState),
                WhoOf(step),
                step.Reason);
        }

        context.Screen.Write(table);
        var possible = life.Possible.Select(Names.Of).ToList();
        await context.Out.WriteLineAsync($"Possible now: {(possible.Count == 0 ? "nothing" : string.Join(", ", possible))}");
    }

    private static string WhoOf(SubmissionTransition step) =>
        string.Join(", ", new[] { step.Person, step.Organisation }.Where(name => name.Length > 0));
}
