using StatExchange.Cli;
using StatExchange.Client.Files;
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

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("-5", "-5")]
    [InlineData("-2460.20", "-2460.20")]
    [InlineData("5", "5")]
    [InlineData("a=1", "a=1")]
    public async Task Puts_an_apostrophe_before_what_would_run_but_not_before_numbers(string value, string expected)
    {
        var writer = new StringWriter();
        await FindingsCsv.WriteAsync(
            writer, new[] { new Finding { Number = 1, Value = value } }.ToAsyncEnumerable(), TestContext.Current.CancellationToken);

        Assert.Equal(expected, writer.ToString().Split('\n')[1].Split(',')[5].Trim('"'));
    }

    [Fact]
    public void Does_not_let_other_people_s_text_steer_the_terminal() => Assert.Equal("a [31mb c", Tables.Plain("a\u001b[31mb\nc"));
}
