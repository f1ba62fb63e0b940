using Google.Protobuf.Reflection;

namespace Recsys.Site.Reference;

/// <summary>Every call by plain HTTP, in one table for each service.</summary>
internal static class HttpPage
{
    /// <summary>Builds the page.</summary>
    public static SitePage Build(FileDescriptor[] files, Symbols symbols)
    {
        var page = new PageBuilder(ReferencePath.Http, "Calls by plain HTTP");
        page.Add("<p>Every call can also be made by plain HTTP with JSON, at the address that the contract's "
            + "<code>google.api.http</code> rule gives it. <code>{field}</code> in a path takes one segment of it, "
            + "percent-encoded. Streams are lines of JSON. More of it is told in "
            + "<a href=\"../http.html\">HTTP</a>.</p>");
        foreach (var service in files.SelectMany(file => file.Services))
        {
            page.Heading(2, service.Name, service.Name);
            var rows =
                from method in service.Methods
                from binding in HttpBinding.Of(method)
                select new[]
                {
                    $"<span class=\"verb\">{binding.Verb}</span>",
                    $"<code>{ServiceSection.Breakable(binding.Path)}</code>",
                    Html.Escape(binding.BodyText),
                    $"<a href=\"{symbols.LinkTo(method.Name, page.Path)}\">{method.Name}</a>",
                };
            page.Table($"Calls of {service.Name}", ["Verb", "Path", "Body", "Method"], rows);
        }
        return page.Build();
    }
}
