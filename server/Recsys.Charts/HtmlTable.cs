using System.Text;

namespace Recsys.Charts;

/// <summary>A table that scrolls sideways where the screen is narrow; its first column is text, the others
/// numbers.</summary>
/// <param name="title">What it holds.</param>
/// <param name="columns">Headings.</param>
public sealed class HtmlTable(string title, params IReadOnlyList<string> columns)
{
    private readonly StringBuilder _rows = new();

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as there are columns, as text.</param>
    /// <param name="main">Whether it is the one to look at.</param>
    public HtmlTable Row(IReadOnlyList<string> cells, bool main = false)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Count != columns.Count)
            throw new ArgumentException($"A row has {columns.Count} cells.", nameof(cells));
        _rows.Append(main ? "<tr class=\"main\">" : "<tr>");
        for (int i = 0; i < cells.Count; i++)
            _rows.Append(i == 0 ? "<td class=\"text\">" : "<td>").Append(ReportPage.Text(cells[i])).Append("</td>");
        _rows.Append("</tr>");
        return this;
    }

    /// <summary>The table as HTML.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder();
        // A table that is scrolled sideways has to be reached by the keyboard, too.
        html.Append($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{ReportPage.Text(title)}\">")
            .Append($"<table><caption>{ReportPage.Text(title)}</caption><thead><tr>");
        for (int i = 0; i < columns.Count; i++)
            html.Append(i == 0 ? "<th scope=\"col\" class=\"text\">" : "<th scope=\"col\">")
                .Append(ReportPage.Text(columns[i])).Append("</th>");
        return html.Append("</tr></thead><tbody>").Append(_rows).Append("</tbody></table></div>").ToString();
    }
}
