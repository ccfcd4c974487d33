using System.Globalization;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using StatExchange.Client.ProfileDocuments;

namespace StatExchange.Documents;

/// <summary>The chart of an indicator as SVG: lines over the years, or bars of the largest partner areas.</summary>
internal static class ProfileChart
{
    private const double Width = 760;
    private const double LineHeight = 240;
    private const double BarHeight = 26;
    private const int LeastBars = 3;
    private const double Thickness = 2;
    private const string Reference = "url(#";

    // Told apart by those who see no colours as well: of different darkness.
    private static readonly string[] Colours = ["#1f4e79", "#c55a11", "#7f9fbf", "#806000"];

    // Of two providers that say the same, both lines are seen.
    private static readonly LineStyle[] Styles = [LineStyle.Solid, LineStyle.Dash, LineStyle.Dot, LineStyle.DashDot];

    // A space that the exporter knows the width of.
    private static readonly NumberFormatInfo Spaced = new() { NumberGroupSeparator = " " };

    /// <summary>The names of the chart's lines, each with its colour and, unless it is solid, the lengths of its dashes; none when there is one line or none.</summary>
    public static IEnumerable<(string Name, string Colour, string Dashes)> LegendOf(ProfileIndicator indicator) =>
        indicator.Lines.Count < 2 && indicator.Figures.Count < 2 ? [] : indicator.Lines.Select((line, position) => (line.Name, ColourOf(position), DashesOf(position)));

    /// <summary>The chart; empty when there is too little for one.</summary>
    public static string Of(ProfileIndicator indicator, int year)
    {
        if (indicator.Lines.Count > 0)
            return Export(Lines(indicator, year), LineHeight, indicator);
        var bars = indicator.Figures.Where(figure => figure.Value is not null && !figure.IsIncomplete && figure.Breakdown.Length > 0).GroupBy(figure => figure.Breakdown, StringComparer.Ordinal)
            .Select(group => (Name: group.Key[(group.Key.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), Value: group.Max(figure => figure.Value!.Value))).ToList();
        return bars.Count < LeastBars ? "" : Export(Bars(bars), (bars.Count * BarHeight) + 50, indicator);
    }

    private static PlotModel Lines(ProfileIndicator indicator, int year)
    {
        var model = Create();
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, MajorStep = Math.Max(1, Span(indicator, year) / 8), MinorTickSize = 0, StringFormat = "0", Maximum = year + 0.5 });
        model.Axes.Add(Values(AxisPosition.Left, indicator.Lines.SelectMany(line => line.Points).Min(point => point.Value)));
        foreach (var (position, line) in indicator.Lines.Index())
        {
            var colour = OxyColor.Parse(ColourOf(position));
            var series = new LineSeries { Color = colour, StrokeThickness = Thickness, LineStyle = StyleOf(position), MarkerType = MarkerType.Circle, MarkerSize = 3, MarkerFill = colour };
            for (var point = 0; point < line.Points.Count; point++)
            {
                // A year that is missing, or not whole, breaks the line: nothing is known of it.
                if (point > 0 && line.Points[point].Year > line.Points[point - 1].Year + 1)
                    series.Points.Add(DataPoint.Undefined);
                series.Points.Add(new DataPoint(line.Points[point].Year, (double)line.Points[point].Value));
            }

            model.Series.Add(series);
        }

        return model;
    }

    private static int Span(ProfileIndicator indicator, int year) => year - indicator.Lines.Min(line => line.Points[0].Year);

    private static PlotModel Bars(List<(string Name, decimal Value)> bars)
    {
        var model = Create();

        // The first bar is at the bottom.
        var names = new CategoryAxis { Position = AxisPosition.Left, MajorTickSize = 0 };
        var series = new BarSeries { FillColor = OxyColor.Parse(Colours[0]), StrokeThickness = 0, BarWidth = 0.7 };
        foreach (var (name, value) in Enumerable.Reverse(bars))
        {
            names.Labels.Add(name);
            series.Items.Add(new BarItem((double)value));
        }

        model.Axes.Add(names);
        model.Axes.Add(Values(AxisPosition.Bottom, bars.Min(bar => bar.Value)));
        model.Series.Add(series);
        return model;
    }

    private static string ColourOf(int position) => Colours[position % Colours.Length];

    private static LineStyle StyleOf(int position) => Styles[position % Styles.Length];

    private static string DashesOf(int position) =>
        string.Join(' ', (StyleOf(position).GetDashArray() ?? []).Select(length => (length * Thickness).ToString(CultureInfo.InvariantCulture)));

    private static PlotModel Create() => new()
    {
        DefaultFont = "sans-serif",
        DefaultFontSize = 11,
        Padding = new OxyThickness(20, 8, 12, 8),
        PlotAreaBorderThickness = new OxyThickness(0),
        TextColor = OxyColor.Parse("#444444"),
        Culture = CultureInfo.InvariantCulture,
    };

    // From zero, so that lengths can be compared; below it where values are negative.
    private static LinearAxis Values(AxisPosition position, decimal least) => new()
    {
        Position = position,
        Minimum = least < 0 ? double.NaN : 0,
        MinimumPadding = least < 0 ? 0.08 : 0,
        MaximumPadding = 0.08,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = OxyColor.Parse("#e5e5e5"),
        AxislineStyle = LineStyle.None,
        TickStyle = TickStyle.None,
        LabelFormatter = value => value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "0.##", Spaced),
    };

    // Without the declaration, to stand in a page; as wide as the page lets it be.
    private static string Export(PlotModel model, double height, ProfileIndicator indicator)
    {
        var root = XDocument.Parse(new SvgExporter { Width = Width, Height = height, IsDocument = false }.ExportToString(model)).Root!;
        foreach (var size in new[] { "width", "height" })
            root.SetAttributeValue(size, null);
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {height}"));

        // Names hold for the whole page: another chart's clipping would cut this one.
        var prefix = indicator.Formula.Length > 0 ? $"calculated-{indicator.Code}-" : $"{indicator.Code}-";
        foreach (var attribute in root.Descendants().Attributes())
        {
            if (attribute.Name == "id")
                attribute.Value = prefix + attribute.Value;
            else if (attribute.Value.StartsWith(Reference, StringComparison.Ordinal))
                attribute.Value = Reference + prefix + attribute.Value[Reference.Length..];
        }

        var title = $"{indicator.Name}, {indicator.Unit}";
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-label", title);
        root.AddFirst(new XElement(root.Name.Namespace + "title", title));
        return root.ToString(SaveOptions.DisableFormatting);
    }
}
