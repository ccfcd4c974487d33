using System.Text.RegularExpressions;
using StatExchange.Server.Submissions.Life;
using StatExchange.V1;

namespace StatExchange.UnitTests.Submissions;

/// <summary>The table of transitions, its page, and what follows from it.</summary>
public sealed partial class SubmissionLifeTests
{
    [Fact]
    public void The_page_shows_the_table()
    {
        var rows = File.ReadLines(Path.Combine(Rules.RulesCatalogue.Repository, "server", "Submissions", "Life", "README.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);
        Assert.Equal(SubmissionLife.Steps.Select(step => $"| {step.From} | {step.To} | {Name(step.Action)} | {step.When} |"), rows);
    }

    [Fact]
    public void Each_transition_is_there_once() =>
        Assert.Equal(SubmissionLife.Steps.Count, SubmissionLife.Steps.DistinctBy(step => (step.From, step.To)).Count());

    [Fact]
    public void Every_state_can_be_reached_and_only_withdrawal_ends()
    {
        var states = Enum.GetValues<SubmissionState>().Where(state => state != SubmissionState.Unspecified).ToHashSet();
        Assert.Equal(states.Order(), SubmissionLife.Steps.Select(step => step.To).Append(SubmissionState.Open).Distinct().Order());
        Assert.Equal([SubmissionState.Withdrawn], states.Where(state => SubmissionLife.Steps.All(step => step.From != state)));
    }

    private static string Name(SubmissionAction action) =>
        action == SubmissionAction.Unspecified ? "—" : WordStart().Replace(action.ToString(), "_").ToUpperInvariant();

    [GeneratedRegex("(?<!^)(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
