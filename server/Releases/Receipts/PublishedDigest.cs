using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Releases.Receipts;

/// <summary>Receipt.published_sha256, calculated a series at a time.</summary>
internal sealed class PublishedDigest : IDisposable
{
    // What 0.0000… with as many decimals as there can be is divided by to lose the zeros at its end.
    private const decimal One = 1.0000000000000000000000000000m;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly StringBuilder _lines = new();

    /// <summary>Adds what a release made of a series; they come by their codes, in the order of the dimensions.</summary>
    public void Add(IReadOnlyList<string> codes, VintageColumns vintage)
    {
        var frequency = Frequency.Find(codes[Dimension.Find("FREQ")!.Position])!;
        var (made, positions) = (vintage.Made, Enumerable.Range(0, vintage.Made.Count));
        var lines = positions.Select(position => (Period: made.Periods[position], Position: position))
            .Concat(vintage.Deleted.Select(period => (Period: period, Position: -1))).OrderBy(line => line.Period);
        _lines.Clear().AppendJoin(':', codes).Append('\n');
        foreach (var (period, position) in lines)
        {
            _lines.Append(new TimePeriod(frequency, period)).Append(',');
            if (position < 0)
                _lines.Append(',').Append(SeriesColumns.Absent).Append(',');
            else
                Append(made, position);
            _lines.Append('\n');
        }

        _hash.AppendData(Encoding.UTF8.GetBytes(_lines.ToString()));
    }

    /// <summary>The digest of all that was added.</summary>
    public byte[] Finish() => _hash.GetHashAndReset();

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Append(SeriesColumns made, int position)
    {
        var status = made.StatusAt(position);
        if (SeriesColumns.HasValue(status))
            _lines.Append(CultureInfo.InvariantCulture, $"{ScaledDecimal.ToDecimal(made.Values[position], made.Decimals) / One}");
        _lines.Append(',').Append(status).Append(',').Append(made.ConfidentialityAt(position));
    }
}
