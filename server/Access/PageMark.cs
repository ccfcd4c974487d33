using System.Text;
using System.Text.Json;
using StatExchange.Server.Database;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <summary>Where a page of a list ended. Sealed: nobody makes one that names what is not theirs.</summary>
/// <param name="seal">Seals it.</param>
internal sealed class PageMark(TokenSeal seal)
{
    /// <summary>The token of a position; empty when the list ends there.</summary>
    /// <param name="list">The list, and what it is narrowed to.</param>
    /// <param name="position">The last entry of the page; null when it was the last of all.</param>
    public string After<T>(string list, T? position)
        where T : class => position is null ? string.Empty : seal.Seal(JsonSerializer.SerializeToUtf8Bytes(position), Encoding.UTF8.GetBytes(list));

    /// <summary>The position of a token; null for the first page.</summary>
    /// <exception cref="ExchangeException">The token is damaged, or of another list.</exception>
    public T? Read<T>(string list, string token)
        where T : class
    {
        if (token.Length == 0)
            return null;
        return seal.Open(token, Encoding.UTF8.GetBytes(list)) is { } content
            ? JsonSerializer.Deserialize<T>(content)
            : throw new ExchangeException(ErrorReason.PageTokenInvalid, "The page token is damaged. List from the first page.");
    }
}
