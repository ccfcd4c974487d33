using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>What the calendar says of a delivery in a language.</summary>
internal abstract class DeliveryWords
{
    private static readonly DeliveryWords English = new EnglishWords();
    private static readonly DeliveryWords Russian = new RussianWords();

    /// <summary>The words of a language.</summary>
    public static DeliveryWords In(string language) => language == "ru" ? Russian : English;

    /// <summary>Who owes it until when, and where it stands.</summary>
    public abstract string Description(Delivery delivery);

    private static string Day(Delivery delivery) => delivery.DeliveredAt?.ToDateTime().ToString("yyyy-MM-dd") ?? "";

    private sealed class EnglishWords : DeliveryWords
    {
        public override string Description(Delivery delivery)
        {
            var status = delivery.Status switch
            {
                DeliveryStatus.Delivered => $"Delivered on {Day(delivery)} (release {delivery.ReleaseId}), {Punctuality(delivery.DaysLate)}.",
                DeliveryStatus.Overdue => $"Overdue, {Days(delivery.DaysLate)}.",
                DeliveryStatus.Due => "Due soon.",
                _ => "Not due yet.",
            };
            return $"{delivery.OrganisationName} ({delivery.Organisation}) delivers it by {delivery.DueDate}.\n{status}";
        }

        private static string Punctuality(int days) => days switch
        {
            0 => "on the due date",
            < 0 => $"{Days(-days)} early",
            _ => $"{Days(days)} late",
        };

        private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";
    }

    private sealed class RussianWords : DeliveryWords
    {
        public override string Description(Delivery delivery)
        {
            var status = delivery.Status switch
            {
                DeliveryStatus.Delivered => $"Представлен {Day(delivery)} (выпуск {delivery.ReleaseId}), {Punctuality(delivery.DaysLate)}.",
                DeliveryStatus.Overdue => $"Просрочен, дней: {delivery.DaysLate}.",
                DeliveryStatus.Due => "Срок близок.",
                _ => "Срок ещё не наступил.",
            };
            return $"{delivery.OrganisationName} ({delivery.Organisation}) представляет его до {delivery.DueDate} включительно.\n{status}";
        }

        // With a colon the number needs no form of the noun.
        private static string Punctuality(int days) => days switch
        {
            0 => "в день срока",
            < 0 => $"раньше срока, дней: {-days}",
            _ => $"позже срока, дней: {days}",
        };
    }
}
