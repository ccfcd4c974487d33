using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>What the opening of a submission must state, and may.</summary>
internal static class OpeningCheck
{
    private const int MaxTokenLength = 128;
    private const int MaxSourceNameLength = 500;

    /// <summary>Requires an opening that means something.</summary>
    /// <exception cref="ExchangeException">It does not; the reason says what is wrong.</exception>
    public static void Require(OpenSubmissionRequest request, CatalogueSnapshot catalogue)
    {
        if (request.ClientToken.Length is 0 or > MaxTokenLength)
            throw ExchangeException.InvalidField("client_token", $"it needs 1 to {MaxTokenLength} characters");
        if (request.SourceName.Length > MaxSourceNameLength)
            throw ExchangeException.InvalidField("source_name", $"it has more than {MaxSourceNameLength} characters");
        if (request.ContentDigest.Length > MaxTokenLength)
            throw ExchangeException.InvalidField("content_digest", $"it has more than {MaxTokenLength} characters");
        RequireNoNul(request.ClientToken, "client_token");
        RequireNoNul(request.SourceName, "source_name");
        RequireNoNul(request.ContentDigest, "content_digest");
        RequireNoNul(request.MappingId, "mapping_id");
        if (!Enum.IsDefined(request.ErrorHandling))
            throw ExchangeException.InvalidField("error_handling", $"{(int)request.ErrorHandling} is none");
        if (request.Dataflow.Length > 0 && request.Dataflow != DataStructureDefinition.Dataflow)
        {
            throw new ExchangeException(
                ErrorReason.DataflowNotFound, $"The dataflow '{request.Dataflow}' is not exchanged here; {DataStructureDefinition.Dataflow} is.",
                ("dataflow", request.Dataflow), ("expected", DataStructureDefinition.Dataflow));
        }

        catalogue.RequireOrganisation(request.Organisation);
        RequireProfile(request, catalogue.Profiles);
    }

    /// <summary>Requires a text that PostgreSQL can hold.</summary>
    public static void RequireNoNul(string text, string field)
    {
        if (text.Contains('\0'))
            throw ExchangeException.InvalidField(field, "it has a NUL character");
    }

    private static void RequireProfile(OpenSubmissionRequest request, IReadOnlyList<Catalogue.Profile> profiles)
    {
        if (request.Profile.Length == 0 && request.ReportingPeriod.Length > 0)
            throw ExchangeException.InvalidField("profile", "it is needed with a reporting period");
        if (request.Profile.Length == 0)
            return;
        if (profiles.All(profile => profile.Id != request.Profile))
        {
            var nearest = NearestText.Find(request.Profile, profiles.Select(profile => profile.Id));
            throw new ExchangeException(
                ErrorReason.ProfileNotFound, $"There is no profile '{request.Profile}'.", ("profile", request.Profile), ("nearest", nearest));
        }

        if (!TimePeriod.TryParse(request.ReportingPeriod, out _))
        {
            throw new ExchangeException(
                ErrorReason.PeriodInvalid, $"'{request.ReportingPeriod}' is no SDMX time period such as 2017.",
                ("field", "reporting_period"), ("period", request.ReportingPeriod));
        }
    }
}
