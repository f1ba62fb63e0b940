using System.Globalization;
using System.Net;
using System.Text;

namespace Recsys.Charts;

/// <summary>Writes the few SVG elements that charts are made of; places are in the drawing's own units.</summary>
internal sealed class SvgWriter
{
    private const int Colors = 8;
    private readonly StringBuilder _svg = new();

    public void Line(string style, double x1, double y1, double x2, double y2) => _svg.Append(Invariant(
        $"<line class=\"{style}\" x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"/>"));

    public void Polyline(string style, IEnumerable<(double X, double Y)> points)
    {
        string places = string.Join(' ', points.Select(point => Invariant($"{point.X:0.#},{point.Y:0.#}")));
        _svg.Append($"<polyline class=\"{style}\" points=\"{places}\"/>");
    }

    public void Dot(string style, double x, double y, string title) => _svg.Append(Invariant(
        $"<circle class=\"{style}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3.4\"><title>{Escaped(title)}</title></circle>"));

    public void Bar(string style, double x, double y, double width, double height, string title) => _svg
        .Append(Invariant($"<rect class=\"{style}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" "))
        .Append(Invariant($"height=\"{height:0.##}\"><title>{Escaped(title)}</title></rect>"));

    /// <param name="style">Its class.</param>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="text">The text.</param>
    /// <param name="upright">Whether it is turned to read upward.</param>
    public void Text(string style, double x, double y, string anchor, string text, bool upright = false)
    {
        string place = upright
            ? Invariant($"transform=\"translate({x:0.#} {y:0.#}) rotate(-90)\"")
            : Invariant($"x=\"{x:0.#}\" y=\"{y:0.#}\"");
        _svg.Append($"<text class=\"{style}\" text-anchor=\"{anchor}\" {place}>{Escaped(text)}</text>");
    }

    /// <summary>Classes of a place in the palette: places beyond its eight colours use them again, dashed.</summary>
    public static string StyleOf(int style) => style <= Colors ? $"c{style}" : $"c{(style - 1) % Colors + 1} again";

    public override string ToString() => _svg.ToString();

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
