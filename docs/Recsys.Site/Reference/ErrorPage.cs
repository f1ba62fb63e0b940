using Google.Protobuf.Reflection;

namespace Recsys.Site.Reference;

/// <summary>Every reason of an error, with the calls whose description names it.</summary>
internal static class ErrorPage
{
    /// <summary>Builds the page.</summary>
    public static SitePage Build(IReadOnlyList<ErrorReason> reasons, FileDescriptor[] files, Symbols symbols)
    {
        var page = new PageBuilder(ReferencePath.Errors, "Error reasons");
        var comments = new CommentText(symbols, page.Path);
        page.Add("<p>Values of <code>google.rpc.ErrorInfo.reason</code> with the domain <code>recsys</code>: what "
            + "programs compare with. New ones may come; none changes its meaning. How errors travel is told in "
            + "<a href=\"../contract.html#errors\">the contract</a>.</p>");
        foreach (var status in reasons.GroupBy(reason => reason.Status))
        {
            string id = status.Key.ToLowerInvariant().Replace(' ', '-').Replace('_', '-');
            page.Heading(2, id, status.Key);
            page.Add("<dl class=\"fields\">");
            foreach (var reason in status) Write(page, comments, reason, files, symbols);
            page.Add("</dl>");
        }
        return page.Build();
    }

    private static void Write(
        PageBuilder page, CommentText comments, ErrorReason reason, FileDescriptor[] files, Symbols symbols)
    {
        page.Symbol(reason.Name, reason.Name, "error reason");
        var methods = files.SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .Where(method => CommentText.Of(method.Declaration).Contains(reason.Name, StringComparison.Ordinal))
            .Select(method => $"<a href=\"{symbols.LinkTo(method.Name, page.Path)}\">{method.Name}</a>").ToArray();
        page.Add($"<div class=\"field\" id=\"{reason.Name}\"><dt><a class=\"name\" href=\"#{reason.Name}\">"
            + $"<code>{reason.Name.Replace("_", "_<wbr>", StringComparison.Ordinal)}</code></a></dt>"
            + $"<dd>{comments.ToHtml(reason.Meaning)}"
            + (methods.Length == 0 ? "" : $"<p class=\"uses\">Named by {string.Join(", ", methods)}.</p>")
            + "</dd></div>");
    }
}
