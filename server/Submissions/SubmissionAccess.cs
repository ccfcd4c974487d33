using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;

namespace StatExchange.Server.Submissions;

/// <summary>Lets an organisation work with its own submissions. For others they are not there: no answer tells the two apart.</summary>
internal sealed class SubmissionAccess(SubmissionsStore store, CatalogueCache catalogue)
{
    /// <summary>Requires a caller that acts for an organisation of the catalogue.</summary>
    /// <exception cref="ExchangeException">It acts for none, or for one that there is not.</exception>
    public Caller RequireCaller(ServerCallContext context)
    {
        var caller = AccessGuard.RequireCaller(context);
        catalogue.Current.RequireOrganisation(caller.Organisation);
        return caller;
    }

    /// <summary>Finds a submission of the organisation that the caller acts for.</summary>
    /// <exception cref="ExchangeException">There is none; the same when it is another organisation's.</exception>
    public async Task<SubmissionRecord> FindOwnAsync(string submissionId, ServerCallContext context)
    {
        var caller = RequireCaller(context);
        var submission = Guid.TryParse(submissionId, out var id) ? await store.FindAsync(id, context.CancellationToken) : null;
        return submission is not null && caller.MaySeeSubmissionsOf(submission.Organisation)
            ? submission
            : throw SubmissionErrors.NotFound(submissionId);
    }
}
