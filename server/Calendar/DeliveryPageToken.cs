using System.Globalization;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Calendar;

/// <summary>
/// Where a page of deliveries ended. It holds the day and counts deliveries whatever their status, so that pages neither lose nor repeat
/// any when the day ends or something is published between them.
/// </summary>
/// <param name="CatalogueVersion">The catalogue that the pages are of.</param>
/// <param name="AsOf">The day that they are of.</param>
/// <param name="Position">Where the next page begins.</param>
internal sealed record DeliveryPageToken(string CatalogueVersion, DateOnly AsOf, int Position)
{
    /// <summary>Reads a token; null is the first page.</summary>
    /// <exception cref="ExchangeException">It is damaged, or of another catalogue or day.</exception>
    public static DeliveryPageToken? Parse(string token, string catalogueVersion, DateOnly? asOf)
    {
        if (token.Length == 0)
            return null;
        if (token.Split('.') is [var version, var day, var position] && version == catalogueVersion
            && TryNumber(day, out var dayNumber) && dayNumber <= DateOnly.MaxValue.DayNumber && TryNumber(position, out var next)
            && (asOf is null || asOf.Value.DayNumber == dayNumber))
        {
            return new DeliveryPageToken(version, DateOnly.FromDayNumber(dayNumber), next);
        }

        throw new ExchangeException(
            ErrorReason.PageTokenInvalid, "The page token is damaged or of another day, or the catalogue has changed since. List from the first page.");
    }

    /// <summary>The token's text.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CatalogueVersion}.{AsOf.DayNumber}.{Position}");

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
