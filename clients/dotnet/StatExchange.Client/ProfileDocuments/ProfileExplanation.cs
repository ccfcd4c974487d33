namespace StatExchange.Client.ProfileDocuments;

/// <summary>What an office says of the difference between both sides.</summary>
/// <param name="Organisation">The organisation, a code of CL_ORGANISATION.</param>
/// <param name="Text">What it says.</param>
/// <param name="IsPublic">Whether everybody sees it; otherwise it is between the organisations of both sides.</param>
public sealed record ProfileExplanation(string Organisation, ProfileText Text, bool IsPublic);
