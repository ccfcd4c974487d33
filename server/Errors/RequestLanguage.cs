namespace StatExchange.Server.Errors;

/// <summary>The field `language` of requests.</summary>
internal static class RequestLanguage
{
    /// <summary>Requires that it names a language of the exchange, or none.</summary>
    /// <exception cref="ExchangeException">It names another.</exception>
    public static void Require(string language)
    {
        if (language is not ("" or "en" or "ru"))
            throw ExchangeException.InvalidField("language", "it is neither 'en' nor 'ru'");
    }
}
