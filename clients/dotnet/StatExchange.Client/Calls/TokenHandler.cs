using System.Net.Http.Headers;

namespace StatExchange.Client;

/// <summary>Brings the caller's token with each call, as it is then: a provider may renew it meanwhile.</summary>
internal sealed class TokenHandler(Func<CancellationToken, ValueTask<string>> token, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await AskAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }

    private async ValueTask<string> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await token(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new AccessTokenException(exception);
        }
    }
}
