namespace StatExchange.Client.Templates;

/// <summary>A template that cannot be made because of what was asked for; the message says what to ask for instead.</summary>
public sealed class TemplateException : Exception
{
    internal TemplateException(string message)
        : base(message)
    {
    }
}
