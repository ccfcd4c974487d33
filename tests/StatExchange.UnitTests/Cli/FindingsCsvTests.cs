using StatExchange.Cli;
using StatExchange.V1;

namespace StatExchange.UnitTests.Cli;

public sealed class FindingsCsvTests
{
    [Fact]
    public async Task Protects_spreadsheets_from_formulas_in_what_was_found()
    {
        var finding = new Finding { Number = 1, Row = 7, Concept = "OBS_VALUE", Value = "=HYPERLINK(\"http://x\")", Message = "No number." };
        var writer = new StringWriter();
        await FindingsOutput.WriteCsvAsync(writer, new[] { finding }.ToAsyncEnumerable(), TestContext.Current.CancellationToken);

        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\")\"", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_let_other_people_s_text_steer_the_terminal() => Assert.Equal("a [31mb c", Tables.Plain("a\u001b[31mb\nc"));
}
