using Google.Protobuf.WellKnownTypes;
using StatExchange.Cli;
using StatExchange.V1;

namespace StatExchange.UnitTests.Cli;

/// <summary>Files of people and of codes.</summary>
public sealed class InvitationFileTests : IDisposable
{
    private readonly FileInfo _file = new(Path.GetTempFileName());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("-begins-like-an-option")]
    [InlineData("=SUM(A1)")]
    [InlineData("plain_Code-7")]
    public async Task A_code_comes_back_as_it_was(string code)
    {
        var invitation = new Invitation("KZ.BORDER", "Serikova, A.", [Role.Submitter, Role.Publisher]);
        var enrolment = new CreateEnrolmentResponse { Code = code, ExpiresAt = new Timestamp() };
        await InvitationFile.WriteAsync(_file, [(invitation, enrolment)], Cancellation);
        Assert.Equal([("KZ.BORDER", code)], InvitationFile.ReadCodes(_file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _file.UnixFileMode);
    }

    [Fact]
    public async Task People_have_an_organisation_a_name_and_roles()
    {
        await File.WriteAllTextAsync(_file.FullName, "roles,organisation,person\n\"Submitter; publisher\",KZ.BORDER,А. Серикова\n", Cancellation);
        var one = Assert.Single(await InvitationFile.ReadPeopleAsync(_file, Cancellation));
        Assert.Equal(("KZ.BORDER", "А. Серикова"), (one.Organisation, one.Person));
        Assert.Equal([Role.Submitter, Role.Publisher], one.Roles);
    }

    [Theory]
    [InlineData("organisation,person\nKZ.BORDER,A\n", "roles")]
    [InlineData("organisation,person,roles\nKZ.BORDER,,submitter\n", "line 2")]
    [InlineData("organisation,person,roles\nKZ.BORDER,A,king\n", "king")]
    public async Task What_is_missing_or_wrong_is_said(string text, string what)
    {
        await File.WriteAllTextAsync(_file.FullName, text, Cancellation);
        var failure = await Assert.ThrowsAsync<UsageException>(() => InvitationFile.ReadPeopleAsync(_file, Cancellation));
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _file.Delete();
}
