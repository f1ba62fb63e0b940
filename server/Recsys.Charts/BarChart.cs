using System.Globalization;
using System.Text;

namespace Recsys.Charts;

/// <summary>
/// Bars from left to right in groups, each with an interval if it has one: for names that are too long to stand below
/// upright ones. As many rows as it is given; below 0 they go to the left.
/// </summary>
/// <param name="title">What it is of.</param>
/// <param name="measure">What the bars measure, with its unit.</param>
public sealed class BarChart(string title, string measure)
{
    private const double Width = 480, Left = 8, Right = 62, Top = 8, Bottom = 44;
    private const double LabelHeight = 17, BarHeight = 11, BarStep = 14, GroupGap = 9;
    private readonly List<(string Label, List<Bar> Bars)> _groups = [];

    private sealed record Bar(string Name, int Style, double Value, double Low, double High);

    /// <summary>Begins a group.</summary>
    public BarChart Group(string label)
    {
        _groups.Add((label, []));
        return this;
    }

    /// <summary>Adds a bar to the latest group.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="style">Its place in the palette, from 1.</param>
    /// <param name="value">Its length.</param>
    /// <param name="low">Lower end of its interval; the value itself where it has none.</param>
    /// <param name="high">Upper end.</param>
    public BarChart Add(string name, int style, double value, double low, double high)
    {
        if (_groups.Count == 0) throw new InvalidOperationException("A bar belongs to a group.");
        _groups[^1].Bars.Add(new Bar(name, style, value, low, high));
        return this;
    }

    /// <summary>The chart as a figure with its title, legend and drawing; nothing without bars.</summary>
    /// <param name="about">What it shows, for those who do not see it.</param>
    public string ToHtml(string about)
    {
        var bars = _groups.SelectMany(group => group.Bars).ToList();
        if (bars.Count == 0) return "";
        var axis = ChartAxis.Between(
            measure, Math.Min(0, bars.Min(bar => bar.Low)), Math.Max(0, bars.Max(bar => bar.High)));
        double height = Top + Bottom + _groups.Sum(group => LabelHeight + BarStep * group.Bars.Count + GroupGap);
        var html = new StringBuilder($"<figure><figcaption>{ReportPage.Text(title)}</figcaption>");
        var names = bars.Select(bar => (bar.Name, bar.Style)).Distinct().ToList();
        if (names.Count > 1)
        {
            html.Append("<ul class=\"legend\">");
            foreach (var (name, style) in names)
                html.Append($"<li><span class=\"key {SvgWriter.StyleOf(style)}\"></span>{ReportPage.Text(name)}</li>");
            html.Append("</ul>");
        }
        string box = string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {height}");
        return html.Append($"<svg viewBox=\"{box}\" role=\"img\" aria-label=\"{ReportPage.Text(about)}\">")
            .Append(Draw(axis, height)).Append("</svg></figure>").ToString();
    }

    private SvgWriter Draw(ChartAxis axis, double height)
    {
        var svg = new SvgWriter();
        double X(double value) => Left + axis.Place(value) * (Width - Left - Right);
        foreach (var (value, text) in axis.Ticks)
        {
            svg.Line("grid", X(value), Top, X(value), height - Bottom);
            svg.Text("tick", X(value), height - Bottom + 17, value == axis.Ticks[0].Value ? "start" : "middle", text);
        }
        svg.Line("axis", X(0), Top, X(0), height - Bottom);
        svg.Text("name", Left + (Width - Left - Right) / 2, height - 8, "middle", axis.Title);
        double y = Top;
        foreach (var (label, bars) in _groups)
        {
            svg.Text("label", Left + 2, y + 12.5, "start", label);
            y += LabelHeight;
            foreach (var bar in bars)
            {
                double from = X(Math.Min(0, bar.Value)), to = X(Math.Max(0, bar.Value)), middle = y + BarHeight / 2;
                string figures = ChartAxis.Number(bar.Value) + (bar.Low < bar.High
                    ? $" ({ChartAxis.Number(bar.Low)} to {ChartAxis.Number(bar.High)})" : "");
                svg.Bar(
                    $"bar {SvgWriter.StyleOf(bar.Style)}", from, y, Math.Max(to - from, 0.8), BarHeight,
                    $"{label}, {bar.Name}: {figures}");
                if (bar.Low < bar.High) Whisker(svg, X(bar.Low), X(bar.High), middle);
                svg.Text("value", Width - 2, middle + 4, "end", ChartAxis.Number(bar.Value));
                y += BarStep;
            }
            y += GroupGap;
        }
        return svg;
    }

    private static void Whisker(SvgWriter svg, double low, double high, double y)
    {
        svg.Line("whisker", low, y, high, y);
        svg.Line("whisker", low, y - 3, low, y + 3);
        svg.Line("whisker", high, y - 3, high, y + 3);
    }
}
