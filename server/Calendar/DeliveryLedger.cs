using StatExchange.V1;

namespace StatExchange.Server.Calendar;

/// <summary>What was delivered by the end of a day.</summary>
internal sealed class DeliveryLedger
{
    private static readonly Frequency Annual = Frequency.Find("A")!;

    private readonly Dictionary<(string Profile, string Organisation, int Period), DeliveryRecord> _first = [];
    private readonly DateOnly _asOf;

    /// <summary>Keeps the first release of each delivery.</summary>
    public DeliveryLedger(IEnumerable<DeliveryRecord> records, DateOnly asOf)
    {
        _asOf = asOf;
        foreach (var record in records.OrderBy(record => record.ReleaseId))
        {
            // By the period, not by its text: 2017-A1 is 2017. What is for a month delivers no year.
            if (TimePeriod.TryParse(record.ReportingPeriod, Annual, out var period))
                _first.TryAdd((record.Profile, record.Organisation, period.FirstDay.Year), record);
        }
    }

    /// <summary>Where a delivery stands.</summary>
    public DeliveryState StateOf(ExpectedDelivery expected) => DeliveryState.Of(
        expected, _first.GetValueOrDefault((expected.Obligation.Profile, expected.Obligation.Organisation, expected.Period)), _asOf);
}
