using System.Globalization;
using System.Text;

namespace Recsys.Charts;

/// <summary>One chart as SVG, drawn when the report is written: it needs no script and no network.</summary>
/// <param name="title">What it is of.</param>
/// <param name="x">The axis from left to right.</param>
/// <param name="y">The axis upward.</param>
public sealed class Chart(string title, ChartAxis x, ChartAxis y)
{
    private const double Width = 480, Height = 292, Left = 50, Right = 16, Top = 14, Bottom = 44;
    private readonly SvgWriter _marks = new();
    private readonly List<(string Name, string Style)> _legend = [];

    private static double PlotWidth => Width - Left - Right;

    private static double PlotHeight => Height - Top - Bottom;

    /// <summary>Draws a line.</summary>
    public Chart Line(ChartSeries series)
    {
        if (series.Points.Count == 0) return this;
        string style = SvgWriter.StyleOf(series.Style);
        if (series.Points.Count > 1)
            _marks.Polyline($"line {style}", series.Points.Select(point => (X(point.X), Y(point.Y))));
        foreach (var (px, py) in series.Dots ? series.Points : [])
        {
            string values = $"{series.Name}: {ChartAxis.Number(py)} at {ChartAxis.Number(px)}";
            _marks.Dot($"dot {style}", X(px), Y(py), values);
        }
        _legend.Add((series.Name, style));
        return this;
    }

    /// <summary>Draws bars of one kind, from a base each.</summary>
    /// <param name="name">Their name in the legend.</param>
    /// <param name="style">Their place in the palette, from 1.</param>
    /// <param name="bars">Left end, base and top of each.</param>
    /// <param name="width">Their width in values of x.</param>
    public Chart Bars(string name, int style, IEnumerable<(double X, double From, double To)> bars, double width)
    {
        foreach (var (at, from, to) in bars)
        {
            if (to <= from) continue;
            double left = X(at), size = Math.Max(X(at + width) - left - 0.6, 0.8);
            _marks.Bar(
                $"bar {SvgWriter.StyleOf(style)}", left, Y(to), size, Y(from) - Y(to),
                $"{name}: {ChartAxis.Number(to - from)}");
        }
        _legend.Add((name, SvgWriter.StyleOf(style)));
        return this;
    }

    /// <summary>Draws an upright line from one value of y to another: an interval.</summary>
    public Chart Range(int style, double at, double from, double to)
    {
        _marks.Line($"range {SvgWriter.StyleOf(style)}", X(at), Y(from), X(at), Y(to));
        return this;
    }

    /// <summary>Draws a line across at a value of y, with its name.</summary>
    public Chart Level(double value, string name)
    {
        _marks.Line("mark", Left, Y(value), Width - Right, Y(value));
        _marks.Text("note", Left + 6, Y(value) - 5, "start", name);
        return this;
    }

    /// <summary>Draws a line up at a value of x, with its name.</summary>
    public Chart Mark(double value, string name)
    {
        double at = X(value);
        bool right = at > Width / 2;
        _marks.Line("mark", at, Top, at, Height - Bottom);
        _marks.Text("note", at + (right ? -5 : 5), Top + 11, right ? "end" : "start", name);
        return this;
    }

    /// <summary>The chart as a figure with its title, legend and drawing.</summary>
    /// <param name="about">What it shows, for those who do not see it.</param>
    public string ToHtml(string about)
    {
        var html = new StringBuilder();
        html.Append($"<figure><figcaption>{ReportPage.Text(title)}</figcaption><ul class=\"legend\">");
        foreach (var (name, style) in _legend.Distinct())
            html.Append($"<li><span class=\"key {style}\"></span>{ReportPage.Text(name)}</li>");
        string box = string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}");
        return html.Append($"</ul><svg viewBox=\"{box}\" role=\"img\" aria-label=\"{ReportPage.Text(about)}\">")
            .Append(Axes()).Append(_marks).Append("</svg></figure>").ToString();
    }

    private SvgWriter Axes()
    {
        var axes = new SvgWriter();
        foreach (var (value, text) in y.Ticks)
        {
            axes.Line("grid", Left, Y(value), Width - Right, Y(value));
            axes.Text("tick", Left - 7, Y(value) + 4, "end", text);
        }
        foreach (var (value, text) in x.Ticks) axes.Text("tick", X(value), Height - Bottom + 17, "middle", text);
        axes.Line("axis", Left, Height - Bottom, Width - Right, Height - Bottom);
        axes.Text("name", Left + PlotWidth / 2, Height - 8, "middle", x.Title);
        axes.Text("name", 12, Top + PlotHeight / 2, "middle", y.Title, upright: true);
        return axes;
    }

    private double X(double value) => Left + x.Place(value) * PlotWidth;

    private double Y(double value) => Top + (1 - y.Place(value)) * PlotHeight;
}
