using Google.Protobuf.Reflection;

namespace Recsys.Site.Reference;

/// <summary>An enum with all its values.</summary>
internal static class EnumSection
{
    /// <summary>Adds the enum to the page.</summary>
    public static void Write(PageBuilder page, CommentText comments, EnumDescriptor type)
    {
        page.Heading(3, type.Name, type.Name);
        page.Symbol(type.Name, type.Name, "enum");
        page.Add(comments.ToHtml(CommentText.Of(type.Declaration)));
        page.Add("<dl class=\"fields\">");
        foreach (var value in type.Values)
        {
            page.Symbol(value.Name, value.Name, "enum value");
            page.Add($"<div class=\"field\" id=\"{value.Name}\"><dt><a class=\"name\" href=\"#{value.Name}\">"
                + $"<code>{value.Name.Replace("_", "_<wbr>", StringComparison.Ordinal)}</code></a> "
                + $"<span class=\"number\">= {value.Number}</span></dt>"
                + $"<dd>{comments.ToHtml(CommentText.Of(value.Declaration))}</dd></div>");
        }
        page.Add("</dl>");
    }
}
