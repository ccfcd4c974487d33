using System.Globalization;
using System.Text.Json;
using Npgsql;
using StatExchange.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx receipt and audit: what is proved, and that tampering shows.</summary>
public sealed class ProofCommandTests(SecuredExchange exchange) : IClassFixture<SecuredExchange>
{
    private const string Organisation = "KZ.BORDER";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_proves_offline_what_was_sent_and_nothing_else()
    {
        using var statx = new EnrolledStatx(exchange);
        await statx.EnrolAsync("default", Organisation, "Serikova", Role.Submitter, Role.Publisher);
        var file = statx.WriteSecret("figures.csv", Crossings.File(Organisation, (1851, "12")));
        var submission = Submission.Parser.ParseJson(await statx.DoAsync("submit", file, "--publish", "--output", "json"));
        var kept = statx.PathOf("receipt.jws");
        var receipt = GetReceiptResponse.Parser.ParseJson(
            await statx.DoAsync("receipt", $"{submission.Release.ReleaseId}", "--file", kept, "--output", "json"));
        Assert.Equal((Organisation, submission.SubmissionId, 1L), (receipt.Receipt.Organisation, receipt.Receipt.SubmissionId, receipt.Receipt.ObservationsAdded));
        Assert.Contains("figures.csv", await statx.DoAsync("receipt", "--submission", submission.SubmissionId), StringComparison.Ordinal);

        // By somebody who knows nothing but the authority, where no server is.
        using var auditor = new EnrolledStatx(exchange);
        string[] trust = ["--authority", statx.Authority, "--server", "https://127.0.0.1:9"];
        Assert.Equal(receipt.Receipt, Receipt.Parser.ParseJson(await auditor.DoAsync(["receipt", "verify", kept, "--source", file, "--output", "json", .. trust])));
        var other = statx.WriteSecret("other.csv", Crossings.File(Organisation, (1851, "13")));
        Assert.Equal(ExitCode.Refused, (await auditor.RunAsync(["receipt", "verify", kept, "--source", other, .. trust])).Code);
        var parts = (await File.ReadAllTextAsync(kept, Cancellation)).Trim().Split('.');
        var changed = statx.WriteSecret("changed.jws", $"{parts[0]}.{(parts[1][5] == 'A' ? parts[1].Insert(5, "B").Remove(6, 1) : parts[1].Insert(5, "A").Remove(6, 1))}.{parts[2]}");
        Assert.Equal(ExitCode.Refused, (await auditor.RunAsync(["receipt", "verify", changed, .. trust])).Code);
        var foreign = statx.WriteSecret("foreign.pem", exchange.Foreign.Certificate.ExportCertificatePem());
        Assert.Equal(ExitCode.Refused, (await auditor.RunAsync("receipt", "verify", kept, "--authority", foreign)).Code);
    }

    [Fact]
    public async Task Another_organisation_has_no_receipt_of_it()
    {
        using var statx = new EnrolledStatx(exchange);
        await statx.EnrolAsync("sender", "KG.NSC", "Sender", Role.Submitter, Role.Publisher);
        await statx.EnrolAsync("other", "CN.MCT", "Other", Role.Submitter, Role.Publisher);
        var file = statx.WriteSecret("figures.csv", Crossings.File("KG.NSC", (1852, "12")));
        var submission = Submission.Parser.ParseJson(await statx.DoAsync("submit", file, "--publish", "--output", "json", "--as", "sender"));
        Assert.Equal(ExitCode.NotPossible, (await statx.RunAsync("receipt", $"{submission.Release.ReleaseId}", "--as", "other")).Code);
    }

    [Fact]
    public async Task The_trail_is_verified_and_tampering_is_found_by_the_head_that_was_kept()
    {
        using var statx = new EnrolledStatx(exchange);
        await statx.EnrolAsync("default", "PPMO.OBSERVATORY", "Auditor", Role.Administrator);
        await statx.EnrolAsync("office", Organisation, "Reader", Role.Analyst);
        Assert.Contains("are as they were written", await statx.DoAsync("audit", "verify"), StringComparison.Ordinal);
        Assert.Contains("are as they were written", await statx.DoAsync("audit", "verify", "--as", "office"), StringComparison.Ordinal);
        await statx.DoAsync("audit", "head", "--file", statx.PathOf("head.jws"));
        Assert.Contains("Auditor", await statx.DoAsync("audit", "list", "--output", "csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("Auditor", await statx.DoAsync("audit", "list", "--output", "csv", "--as", "office"), StringComparison.Ordinal);
        var exported = statx.WriteSecret("trail.json", await statx.DoAsync("audit", "list", "--output", "json"));
        string[] offline = ["audit", "verify", "--file", exported, "--head", statx.PathOf("head.jws"), "--authority", statx.Authority];
        await statx.DoAsync(offline);

        await using var owner = new NpgsqlConnection(exchange.ConnectionString);
        await owner.OpenAsync(Cancellation);
        await ScalarAsync("ALTER TABLE audit_entry DISABLE TRIGGER refuse_change; CREATE TABLE saved AS SELECT * FROM audit_entry");
        await ScalarAsync("UPDATE audit_entry SET content = replace(content, 'Auditor', 'Nobody') WHERE number = (SELECT min(number) FROM audit_entry WHERE content LIKE '%Auditor%')");
        var (changed, output, _) = await statx.RunAsync("audit", "verify", "--output", "json");
        Assert.Equal(ExitCode.Refused, changed);
        using var fault = JsonDocument.Parse(output);
        Assert.Equal("ContentChanged", fault.RootElement.GetProperty("fault").GetProperty("kind").GetString());
        await ScalarAsync("DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM saved");

        // The service signs what is left; who kept a head knows that more was there.
        var last = (long)(await ScalarAsync("SELECT max(number) FROM audit_entry"))!;
        await statx.DoAsync("audit", "verify");
        await ScalarAsync($"DELETE FROM audit_entry WHERE number >= {last.ToString(CultureInfo.InvariantCulture)}");
        var (cut, said, _) = await statx.RunAsync("audit", "verify");
        Assert.Equal(ExitCode.Refused, cut);
        Assert.Contains("First wrong entry", said, StringComparison.Ordinal);
        await ScalarAsync("DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM saved; DROP TABLE saved; ALTER TABLE audit_entry ENABLE TRIGGER refuse_change");

        async Task<object?> ScalarAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, owner);
            return await command.ExecuteScalarAsync(Cancellation);
        }
    }
}
