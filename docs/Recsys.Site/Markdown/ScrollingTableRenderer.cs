using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Recsys.Site.Markdown;

/// <summary>Tables that scroll by themselves where they are wider than the page, also by keyboard.</summary>
internal sealed class ScrollingTableRenderer : HtmlObjectRenderer<Table>
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.WriteLine("<div class=\"table\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>");
        bool inBody = false;
        foreach (var row in table.OfType<TableRow>())
        {
            if (row.IsHeader) renderer.WriteLine("<thead>");
            else if (!inBody) renderer.WriteLine("<tbody>");
            inBody |= !row.IsHeader;
            WriteRow(renderer, table, row);
            if (row.IsHeader) renderer.WriteLine("</thead>");
        }
        renderer.WriteLine(inBody ? "</tbody></table></div>" : "</table></div>");
    }

    private static void WriteRow(HtmlRenderer renderer, Table table, TableRow row)
    {
        renderer.Write("<tr>");
        for (int column = 0; column < row.Count; column++)
        {
            var cell = (TableCell)row[column];
            // A header that says nothing heads nothing: a screen reader should not announce it.
            string tag = row.IsHeader && cell.Descendants<LeafInline>().Any() ? "th" : "td";
            renderer.Write($"<{tag}{(tag == "th" ? " scope=\"col\"" : "")}{Alignment(table, column)}>");
            bool implicitParagraph = renderer.ImplicitParagraph;
            renderer.ImplicitParagraph = true;
            renderer.WriteChildren(cell);
            renderer.ImplicitParagraph = implicitParagraph;
            renderer.Write($"</{tag}>");
        }
        renderer.WriteLine("</tr>");
    }

    // Classes instead of styles: the server's content security policy allows no inline styles.
    private static string Alignment(Table table, int column) =>
        column >= table.ColumnDefinitions.Count ? "" : table.ColumnDefinitions[column].Alignment switch
        {
            TableColumnAlign.Right => " class=\"right\"",
            TableColumnAlign.Center => " class=\"center\"",
            _ => "",
        };
}
