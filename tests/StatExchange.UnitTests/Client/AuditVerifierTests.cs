using Google.Protobuf;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.UnitTests.Client;

/// <summary>Whatever is done to an audit trail, the first wrong entry is found.</summary>
public sealed class AuditVerifierTests : IDisposable
{
    private const int Length = 20;

    private readonly List<AuditEntry> _trail = AuditTrail.Of(Length);
    private readonly SigningAuthority _authority = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, Length)];

    [Fact]
    public async Task A_trail_that_is_as_it_was_written_is_right()
    {
        var verifier = new AuditVerifier(AuditTrail.HeadAt(_trail, 7), AuditTrail.HeadAt(_trail, Length));
        Assert.Null(await verifier.VerifyAsync(_trail.ToAsyncEnumerable(), Cancellation));
        Assert.Equal((Length, Convert.ToHexStringLower(_trail[^1].Hash.Span)), (verifier.Number, verifier.Hash));
        Assert.Null(await new AuditVerifier().VerifyAsync(AsyncEnumerable.Empty<AuditEntry>(), Cancellation));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_changed_entry_is_named(int number)
    {
        _trail[number - 1].Content = _trail[number - 1].Content.Replace("AM.ARMSTAT", "AZ.SSC", StringComparison.Ordinal);
        await FindsAsync(number, AuditFaultKind.ContentChanged);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task An_entry_whose_hash_was_made_to_fit_its_content_does_not_fit_the_chain(int number)
    {
        _trail[number - 1].ContentHash = AuditTrail.Entry(number, "other", new byte[32]).ContentHash;
        _trail[number - 1].Content = AuditTrail.Entry(number, "other", new byte[32]).Content;
        await FindsAsync(number, AuditFaultKind.ChainBroken);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task An_entry_that_was_written_anew_breaks_the_one_after_or_the_kept_head(int number)
    {
        var head = AuditTrail.HeadAt(_trail, Length);
        _trail[number - 1] = AuditTrail.Entry(number, "other", number == 1 ? new byte[32] : _trail[number - 2].Hash.ToByteArray());
        if (number < Length)
            await FindsAsync(number + 1, AuditFaultKind.ChainBroken, head);
        else
            await FindsAsync(number, AuditFaultKind.AnotherHistory, head);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_removed_entry_is_missed(int number)
    {
        var head = AuditTrail.HeadAt(_trail, Length);
        _trail.RemoveAt(number - 1);
        await FindsAsync(number, number == Length ? AuditFaultKind.CutOff : AuditFaultKind.Missing, head);
    }

    [Fact]
    public async Task Entries_that_changed_places_are_found()
    {
        (_trail[4], _trail[5]) = (_trail[5], _trail[4]);
        await FindsAsync(5, AuditFaultKind.Missing);
    }

    [Fact]
    public async Task An_entry_that_comes_twice_is_found()
    {
        _trail.Insert(6, _trail[5]);
        await FindsAsync(6, AuditFaultKind.OutOfOrder);
    }

    [Fact]
    public async Task Contents_that_changed_places_with_their_hashes_are_found()
    {
        (_trail[4].Content, _trail[4].ContentHash) = (_trail[9].Content, _trail[9].ContentHash);
        await FindsAsync(5, AuditFaultKind.ContentChanged);
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_shows_by_a_kept_head_only()
    {
        var head = AuditTrail.HeadAt(_trail, Length);
        _trail.RemoveRange(12, Length - 12);
        Assert.Null(await new AuditVerifier().VerifyAsync(_trail.ToAsyncEnumerable(), Cancellation));
        await FindsAsync(13, AuditFaultKind.CutOff, head);
    }

    [Fact]
    public Task A_trail_that_was_written_anew_from_the_beginning_shows_by_a_kept_head() => FindsAsync(
        AuditTrail.Of(Length, "other"), 9, AuditFaultKind.AnotherHistory, AuditTrail.HeadAt(_trail, 9));

    [Fact]
    public async Task Who_may_not_see_contents_verifies_the_chain_all_the_same()
    {
        foreach (var entry in _trail)
            entry.Content = "";
        Assert.Null(await new AuditVerifier(AuditTrail.HeadAt(_trail, Length)).VerifyAsync(_trail.ToAsyncEnumerable(), Cancellation));
        _trail[10].ContentHash = ByteString.CopyFrom(new byte[32]);
        await FindsAsync(11, AuditFaultKind.ChainBroken);
    }

    [Fact]
    public async Task A_head_is_what_the_server_signed()
    {
        var verifier = new AuditHeadVerifier(_authority.Certificate);
        var hash = Convert.ToHexStringLower(_trail[^1].Hash.Span);
        var signature = _authority.Sign(new { number = Length, hash, at = "2026-01-02T00:00:00.123456Z" });
        var answer = new GetAuditHeadResponse { Number = Length, Hash = _trail[^1].Hash, Signature = signature };

        Assert.Equal((Length, hash), ((await verifier.VerifyAsync(answer)).Number, (await verifier.VerifyAsync(answer)).Hash));
        answer.Number--;
        Assert.Equal(SignatureFault.WrongContent, (await Assert.ThrowsAsync<SignatureInvalidException>(() => verifier.VerifyAsync(answer))).Fault);
        var receipt = _authority.Sign(new { releaseId = "1" });
        Assert.Equal(SignatureFault.WrongContent, (await Assert.ThrowsAsync<SignatureInvalidException>(() => verifier.VerifyAsync(receipt))).Fault);
    }

    [Fact]
    public async Task A_file_brings_the_entries_back_as_they_were()
    {
        var json = $"[\n{string.Join(",\n", _trail.Select(entry => JsonFormatter.Default.Format(entry)))}\n]\n";
        Assert.Equal(_trail, await AuditFile.ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)), Cancellation).ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{\"number\": \"x\"}]")]
    [InlineData("[{\"number\": \"1\"}")]
    public async Task What_is_no_trail_is_said_to_be_none(string text) => await Assert.ThrowsAsync<InvalidDataException>(
        async () => await AuditFile.ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), Cancellation).ToListAsync(Cancellation));

    public void Dispose() => _authority.Dispose();

    private Task FindsAsync(long number, AuditFaultKind kind, params AuditHead[] heads) => FindsAsync(_trail, number, kind, heads);

    private static async Task FindsAsync(IReadOnlyList<AuditEntry> trail, long number, AuditFaultKind kind, params AuditHead[] heads)
    {
        var fault = await new AuditVerifier(heads).VerifyAsync(trail.ToAsyncEnumerable(), Cancellation);
        Assert.Equal((number, kind), (fault!.Number, fault.Kind));
    }
}
