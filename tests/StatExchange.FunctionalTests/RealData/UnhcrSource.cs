using System.Globalization;

namespace StatExchange.FunctionalTests.RealData;

/// <summary>What UNHCR's files say, read without the mapping that the exchange reads them by.</summary>
internal static class UnhcrSource
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Persons who applied, by country of asylum, of origin, and year.</summary>
    /// <param name="types">Types of application that count.</param>
    public static async Task<Dictionary<(string Asylum, string Origin, int Year), long>> ApplicationsAsync(params string[] types)
    {
        var areas = await AreasAsync();
        var applications = new Dictionary<(string Asylum, string Origin, int Year), long>();
        foreach (var cells in RealSource.Lines("unhcr_asylum_applications.csv.gz").Skip(1).Select(line => line.Split(',')))
        {
            if (!types.Contains(cells[4]) || cells[6] != "P" || cells[1] == cells[2]
                || !areas.TryGetValue(cells[1], out var origin) || !areas.TryGetValue(cells[2], out var asylum))
            {
                continue;
            }

            var key = (asylum, origin, int.Parse(cells[0], CultureInfo.InvariantCulture));
            applications[key] = applications.GetValueOrDefault(key) + long.Parse(cells[7], CultureInfo.InvariantCulture);
        }

        return applications;
    }

    /// <summary>Persons whose application was decided on in the first instance, positively and at all, by country of asylum, of origin, and year.</summary>
    public static async Task<Dictionary<(string Asylum, string Origin, int Year), (long Positive, long All)>> FirstDecisionsAsync()
    {
        var areas = await AreasAsync();
        var decisions = new Dictionary<(string Asylum, string Origin, int Year), (long Positive, long All)>();
        foreach (var cells in RealSource.Lines("unhcr_asylum_decisions.csv.gz").Skip(1).Select(line => line.Split(',')))
        {
            if (cells[4] is not ("FI" or "IN") || cells[5] != "P" || cells[1] == cells[2] || !areas.TryGetValue(cells[1], out var origin) || !areas.TryGetValue(cells[2], out var asylum))
                continue;
            long[] counts = [.. cells[6..9].Select(cell => long.Parse(cell, CultureInfo.InvariantCulture))];
            var key = (asylum, origin, int.Parse(cells[0], CultureInfo.InvariantCulture));
            var before = decisions.GetValueOrDefault(key);
            decisions[key] = (before.Positive + counts[0] + counts[1], before.All + counts.Sum());
        }

        return decisions;
    }

    /// <summary>The exchange's codes of areas by the alpha-3 codes of the files.</summary>
    public static async Task<Dictionary<string, string>> AreasAsync()
    {
        // Alpha-3 codes are no part of the contract's codes: the file itself is the reference here.
        var path = Path.Combine(AppContext.BaseDirectory, "Catalogue", "Data", "codelists", "CL_AREA.csv");
        var areas = new Dictionary<string, string>(StringComparer.Ordinal) { ["UNK"] = "_U", ["XXA"] = "STATELESS" };
        foreach (var cells in (await File.ReadAllLinesAsync(path, Cancellation)).Skip(1).Select(line => line.Split(',')))
        {
            foreach (var alias in cells[^1].Split(';', StringSplitOptions.RemoveEmptyEntries))
                areas[alias] = cells[0];
        }

        return areas;
    }
}
