using StatExchange.V1;

namespace StatExchange.Client;

/// <content>How an organisation's submissions are published.</content>
public sealed partial class StatExchangeClient
{
    /// <summary>How an organisation's submissions are published.</summary>
    /// <param name="organisation">The organisation.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">ORGANISATION_NOT_FOUND; its metadata names the nearest one.</exception>
    public async Task<SubmissionPolicy> GetSubmissionPolicyAsync(string organisation, CancellationToken cancellationToken = default)
    {
        var request = new GetSubmissionPolicyRequest { Organisation = organisation };
        var submissions = SubmissionsOf(organisation);
        var response = await _runner.RunAsync(token => submissions.GetSubmissionPolicyAsync(request, cancellationToken: token), cancellationToken);
        return response.Policy;
    }

    /// <summary>Sets how an organisation's submissions are published, those under way included. Repeating the call is safe.</summary>
    /// <param name="organisation">The organisation.</param>
    /// <param name="requiresApproval">Whether a second person has to approve each submission before it is published or scheduled.</param>
    /// <param name="cancellationToken">Gives up waiting; the policy may be set nevertheless.</param>
    /// <exception cref="StatExchangeException">ORGANISATION_NOT_FOUND; its metadata names the nearest one.</exception>
    public async Task<SubmissionPolicy> SetSubmissionPolicyAsync(
        string organisation, bool requiresApproval, CancellationToken cancellationToken = default)
    {
        var request = new SetSubmissionPolicyRequest { Organisation = organisation, RequiresApproval = requiresApproval };
        var submissions = SubmissionsOf(organisation);
        var response = await _runner.RunAsync(token => submissions.SetSubmissionPolicyAsync(request, cancellationToken: token), cancellationToken);
        return response.Policy;
    }
}
