using CsvHelper;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Files of invitations: the people who are to enrol, and with the codes that they enrol with.</summary>
internal static class InvitationFile
{
    private const string OrganisationColumn = "organisation";
    private const string PersonColumn = "person";
    private const string RolesColumn = "roles";
    private const string CodeColumn = "code";
    private const string ExpiresColumn = "expires_at";

    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        TrackLineNumbers = true,
    };

    /// <summary>The people of a file with the columns organisation, person and roles.</summary>
    /// <exception cref="UsageException">A column is missing, a row is incomplete, or names what is no role.</exception>
    public static async Task<IReadOnlyList<Invitation>> ReadPeopleAsync(FileInfo file, CancellationToken cancellationToken) =>
        [.. Read(file, await File.ReadAllTextAsync(file.FullName, cancellationToken), [OrganisationColumn, PersonColumn, RolesColumn])
            .Select(row => new Invitation(row[0], row[1], RoleNames.Parse(row[2])))];

    /// <summary>The codes of a file that was written by <see cref="WriteAsync"/>, each with the organisation that it is for.</summary>
    /// <exception cref="UsageException">A column is missing, or others may open the file.</exception>
    public static IReadOnlyList<(string Organisation, string Code)> ReadCodes(FileInfo file) =>
        [.. Read(file, SecretFiles.Read(file.FullName), [OrganisationColumn, CodeColumn]).Select(row => (row[0], row[1]))];

    /// <summary>Writes invitations with their codes to a file that its owner alone may open.</summary>
    public static async Task WriteAsync(
        FileInfo file, IEnumerable<(Invitation Invitation, CreateEnrolmentResponse Enrolment)> invitations, CancellationToken cancellationToken)
    {
        await using var text = new StringWriter();
        await ListOutput.WriteCsvAsync(
            text,
            invitations.ToAsyncEnumerable(),
            [
                new(OrganisationColumn, one => one.Invitation.Organisation),
                new(PersonColumn, one => one.Invitation.Person),
                new(RolesColumn, one => RoleNames.Of(one.Invitation.Roles)),
                new(CodeColumn, one => one.Enrolment.Code),
                new(ExpiresColumn, one => SubmissionOutput.Instant(one.Enrolment.ExpiresAt)),
            ],
            cancellationToken,
            // Programs read it: a code that begins with a hyphen must stay what it is.
            CsvInjection.None);
        await SecretFiles.WriteAsync(file.FullName, text.ToString(), cancellationToken);
    }

    private static List<string[]> Read(FileInfo file, string text, string[] columns)
    {
        try
        {
            using var csv = CsvReader.Create(new StringReader(text), Format);
            csv.ReadHeader();
            if (columns.Any(column => !csv.TryGetFieldIndex(column, out _)))
                throw new UsageException($"{file} needs the columns {string.Join(", ", columns)}.");
            var rows = new List<string[]>();
            while (csv.Read())
            {
                rows.Add([.. columns.Select(column => csv.GetString(column).Trim())]);
                if (rows[^1].Any(cell => cell.Length == 0))
                    throw new UsageException($"{file}: line {csv.LineNumber} is incomplete.");
            }

            return rows;
        }
        catch (CsvFormatException exception)
        {
            throw new UsageException($"{file} is no CSV with a header: {exception.Message}");
        }
    }
}
