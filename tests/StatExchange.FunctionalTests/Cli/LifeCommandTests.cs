using StatExchange.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx show, preview, approve, publish at an instant, embargo, withdraw and policy.</summary>
public sealed class LifeCommandTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private const string Organisation = "KZ.BORDER";
    private const string Unknown = "00000000-0000-0000-0000-000000000000";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submission_is_shown_with_what_happened_to_it_and_what_is_possible()
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        var id = await SubmitAsync(statx, Organisation, (1901, "1"));
        var shown = await statx.DoAsync("show", id);
        Assert.Matches("OPEN.*RECEIVED", shown.Split('\n').Single(line => line.Contains("OPEN", StringComparison.Ordinal) && line.Contains("RECEIVED", StringComparison.Ordinal)));
        Assert.Matches("Possible now: .*preview.*publish", shown);

        await statx.DoAsync("withdraw", id, "--reason", "Sent by mistake");
        Assert.Contains("Sent by mistake", await statx.DoAsync("show", id), StringComparison.Ordinal);
        var life = GetSubmissionResponse.Parser.ParseJson(await statx.DoAsync("show", id, "--output", "json"));
        Assert.Equal(
            [SubmissionState.Open, SubmissionState.Received, SubmissionState.Withdrawn], life.Transitions.Select(step => step.ToState));
        Assert.Equal("Sent by mistake", life.Transitions[^1].Reason);
        Assert.Contains("WITHDRAWN", await statx.DoAsync("submissions", "--state", "withdrawn"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_changes_by_indicator_and_figure_by_figure()
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        await SubmitAsync(statx, Organisation, [(1911, "100"), (1912, "200"), (1913, "5")], "--publish");
        var id = await SubmitAsync(statx, Organisation, (1911, "100"), (1912, "150"), (1914, "7"));

        var preview = await statx.DoAsync("preview", id);
        Assert.Matches(@"BRD_ENTRY_TOT\W+0\W+1\W+1\W+1\W+0\W+1\W+25\.0", preview);
        Assert.Matches(@"1912\W+200\W+150\W+-25\.0\W+changed", preview);
        Assert.Matches(@"1914\W+7\W+added", preview);
        Assert.Contains("… and 1 more: --limit 2", await statx.DoAsync("preview", id, "--limit", "1"), StringComparison.Ordinal);
        Assert.DoesNotContain("1914", await statx.DoAsync("preview", id, "--summary"), StringComparison.Ordinal);

        var lines = (await statx.DoAsync("preview", id, "--output", "json")).Trim().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"period\":\"1912\",\"change\":\"CHANGED\",\"percent\":-25", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"summary\":{", lines[1], StringComparison.Ordinal);
        Assert.Equal(["TIME_PERIOD", "1912", "1914"], Column(await statx.DoAsync("preview", id, "--output", "csv"), "TIME_PERIOD"));
        Assert.Equal(["largest_change_percent", "25"], Column(await statx.DoAsync("preview", id, "--summary", "--output", "csv"), "largest_change_percent"));

        await statx.DoAsync("justify", id, "--text", "Recounted");
        await statx.DoAsync("publish", id, "--reason", "Yearly revision");
        var (code, _, error) = await statx.RunAsync("preview", id);
        Assert.Equal(ExitCode.NotPossible, code);
        Assert.Contains("PUBLISHED", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_an_organisation_asks_for_it_a_second_person_approves()
    {
        const string office = "KG.NSC";
        using var statx = new Statx(exchange.Server, remembers: true);
        Assert.Contains("not-required", await statx.DoAsync("policy", office), StringComparison.Ordinal);
        var policy = SubmissionPolicy.Parser.ParseJson(await statx.DoAsync("policy", office, "--approval", "required", "--output", "json"));
        Assert.True(policy.RequiresApproval);

        var file = statx.Write("approval.csv", Crossings.File(office, (1921, "1")));
        var (submitted, output, remark) = await statx.RunAsync("submit", file, "--organisation", office, "--publish", "--output", "json");
        var id = Submission.Parser.ParseJson(output).SubmissionId;
        Assert.Equal(ExitCode.NotPossible, submitted);
        Assert.Contains($"statx approve {id}", remark, StringComparison.Ordinal);
        var (published, _, error) = await statx.RunAsync("publish", id);
        Assert.Equal(ExitCode.NotPossible, published);
        Assert.Contains($"statx approve {id}", error, StringComparison.Ordinal);

        Assert.Contains("APPROVED", await statx.DoAsync("approve", id, "--person", "А. Серикова", "--reason", "Checked"), StringComparison.Ordinal);
        Assert.Contains("А. Серикова", await statx.DoAsync("show", id), StringComparison.Ordinal);
        Assert.Contains("PUBLISHED", await statx.DoAsync("submit", file, "--organisation", office, "--publish"), StringComparison.Ordinal);
        await statx.DoAsync("policy", office, "--approval", "not-required");
        Assert.Equal(ExitCode.NotPossible, (await statx.RunAsync("policy", "KG.NSCC")).Code);
    }

    [Fact]
    public async Task Who_justified_the_warnings_cannot_approve()
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        await SubmitAsync(statx, Organisation, [(1931, "1000")], "--publish");
        var id = await SubmitAsync(statx, Organisation, (1931, "2000"));
        await statx.DoAsync("justify", id, "--text", "Census", "--author", "Methodology");

        var (code, _, error) = await statx.RunAsync("approve", id, "--person", "Methodology");
        Assert.Equal(ExitCode.NotPossible, code);
        Assert.Contains("another person", error, StringComparison.Ordinal);
        await statx.DoAsync("approve", id, "--person", "Director");
        await statx.DoAsync("withdraw", id);
    }

    [Fact]
    public async Task An_embargo_is_set_moved_and_cancelled_in_local_time()
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        var id = await SubmitAsync(statx, Organisation, (1941, "1"));
        var (early, _, hint) = await statx.RunAsync("embargo", "move", id, "--at", "2031-01-15T11:00", "--zone", "Asia/Tokyo");
        Assert.Equal(ExitCode.NotPossible, early);
        Assert.Contains($"statx publish {id} --at", hint, StringComparison.Ordinal);

        var year = TimeProvider.System.GetUtcNow().Year + 1;
        const string zone = "Asia/Tokyo";
        Assert.Contains($"{year}-01-15T11:00:00+09:00 {zone}", await statx.DoAsync("publish", id, "--at", $"{year}-01-15T11:00", "--zone", zone), StringComparison.Ordinal);
        Assert.Contains($"{year}-01-15T11:00:00+09:00 {zone}", await statx.DoAsync("submissions", "--state", "scheduled"), StringComparison.Ordinal);
        Assert.Contains(
            $"{year}-01-22T02:00:00+00:00", await statx.DoAsync("embargo", "move", id, "--at", $"{year}-01-22T11:00:00+09:00", "--reason", "Holiday"), StringComparison.Ordinal);
        Assert.Contains("Holiday", await statx.DoAsync("show", id), StringComparison.Ordinal);
        Assert.Contains("RECEIVED", await statx.DoAsync("embargo", "cancel", id, "--reason", "Error"), StringComparison.Ordinal);
        Assert.Contains("RECEIVED", await statx.DoAsync("embargo", "cancel", id), StringComparison.Ordinal);
        await statx.DoAsync("withdraw", id);
        Assert.Equal(ExitCode.NotPossible, (await statx.RunAsync("embargo", "cancel", id)).Code);
    }

    [Theory]
    [InlineData("2001-01-15T11:00", "Asia/Tokyo", "not in the future")]
    [InlineData("2027-01-15T11:00", "Asia/Almatty", "no time zone")]
    [InlineData("2027-03-28T02:30", "Europe/Berlin", "skip")]
    public async Task An_embargo_that_is_no_instant_of_the_future_is_wrong_usage(string at, string zone, string what)
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        var id = await SubmitAsync(statx, Organisation, (1951, "1"));
        var (code, _, error) = await statx.RunAsync("publish", id, "--at", at, "--zone", zone);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(what, error, StringComparison.Ordinal);
        await statx.DoAsync("withdraw", id);
    }

    [Fact]
    public async Task A_file_is_submitted_for_an_instant_and_visible_from_then_on()
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        var at = TimeProvider.System.GetUtcNow().AddSeconds(3);
        var file = statx.Write("embargo.csv", Crossings.File(Organisation, (1961, "1")));
        var (code, output, remark) = await statx.RunAsync(
            "submit", file, "--organisation", Organisation, "--publish", "--at", $"{at:yyyy-MM-ddTHH:mm:ssZ}", "--zone", "Asia/Tokyo", "--output", "json");
        var id = Submission.Parser.ParseJson(output).SubmissionId;
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("+09:00 Asia/Tokyo", remark, StringComparison.Ordinal);
        Assert.DoesNotContain("1961", await statx.DoAsync("query", "--start", "1961", "--end", "1961", "--output", "csv"), StringComparison.Ordinal);

        var handle = await exchange.Server.As(Organisation).Client.GetSubmissionAsync(id, Cancellation);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while ((await handle.RefreshAsync(deadline.Token)).State != SubmissionState.Published)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, deadline.Token);
        Assert.Contains("1961", await statx.DoAsync("query", "--start", "1961", "--end", "1961", "--output", "csv"), StringComparison.Ordinal);
        Assert.Contains("Embargo", await statx.DoAsync("release", $"{handle.Submission.Release.ReleaseId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_replaces_another()
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        var first = await SubmitAsync(statx, Organisation, (1971, "1"));
        var second = await SubmitAsync(statx, Organisation, [(1971, "1")], "--replaces", first, "--publish", "--justify", "Historic");

        Assert.NotEqual(first, second);
        Assert.Matches($@"SUPERSEDED[\s\S]*Replaced by\s+{second}", await statx.DoAsync("show", first));
        Assert.Matches($@"Replaces\s+{first}", await statx.DoAsync("show", second));
        var (code, _, _) = await statx.RunAsync(
            "submit", statx.Write("other.csv", Crossings.File(Organisation, (1972, "1"))), "--organisation", Organisation, "--replaces", Unknown);
        Assert.Equal(ExitCode.NotPossible, code);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("preview")]
    [InlineData("approve", "--person", "x")]
    [InlineData("publish", "--at", "2031-01-15T11:00Z")]
    [InlineData("withdraw")]
    public async Task A_submission_that_is_not_there_is_not_found(string command, params string[] options)
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        Assert.Equal(ExitCode.NotPossible, (await statx.RunAsync([command, Unknown, "--organisation", Organisation, .. options])).Code);
    }

    private static Task<string> SubmitAsync(Statx statx, string organisation, params (int Year, string Value)[] figures) =>
        SubmitAsync(statx, organisation, figures, []);

    private static async Task<string> SubmitAsync(Statx statx, string organisation, (int Year, string Value)[] figures, params string[] options)
    {
        var file = statx.Write("figures.csv", Crossings.File(organisation, figures));
        var output = await statx.DoAsync(["submit", file, "--organisation", organisation, "--new", "--output", "json", .. options]);
        return Submission.Parser.ParseJson(output).SubmissionId;
    }

    private static IEnumerable<string> Column(string csv, string name)
    {
        var rows = csv.Trim().Split('\n').Select(row => row.TrimEnd('\r').Split(',')).ToList();
        return rows.Select(row => row[Array.IndexOf(rows[0], name)]);
    }
}
