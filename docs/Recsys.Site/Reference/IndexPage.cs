using Google.Protobuf.Reflection;
using Recsys.Site.Sources;

namespace Recsys.Site.Reference;

/// <summary>The first page of the reference: every service with its methods, every file of types.</summary>
internal static class IndexPage
{
    /// <summary>Builds the page.</summary>
    public static SitePage Build(FileDescriptor[] files, Symbols symbols)
    {
        var page = new PageBuilder(ReferencePath.Index, "Contract reference");
        var comments = new CommentText(symbols, page.Path);
        page.Add(
            """
            <p>Every service, message, field and error of <code>recsys.v1</code>, made from
            <code>protos/recsys/v1</code> and the comments there. What holds for all of them is told in
            <a href="../contract.html">the contract</a>. See also <a href="http.html">every call by plain HTTP</a> and
            <a href="errors.html">every error reason</a>.</p>
            """);
        foreach (var service in files.SelectMany(file => file.Services))
        {
            page.Heading(2, service.Name, service.Name);
            page.Add(comments.ToHtml(CommentText.FirstSentence(CommentText.Of(service.Declaration))));
            page.Table(
                $"Methods of {service.Name}", ["Method", "Kind", "What it does"],
                service.Methods.Select(method => Row(method, comments, symbols)));
        }
        page.Heading(2, "types", "Types that services share");
        page.Table(
            "Files of types", ["Page", "Types"],
            files.Where(file => file.Services.Count == 0).Select(file => Row(file, symbols)));
        page.Heading(2, "beside", "Beside the contract");
        page.Add(
            """
            <p>The server also speaks <code>grpc.health.v1.Health</code> and server reflection (<code>v1</code> and
            <code>v1alpha</code>), as every gRPC tool expects them.</p>
            """);
        return page.Build();
    }

    private static string[] Row(MethodDescriptor method, CommentText comments, Symbols symbols) =>
    [
        $"<a href=\"{symbols.LinkTo(method.Name, ReferencePath.Index)}\">{method.Name}</a>",
        ServiceSection.KindOf(method),
        comments.ToInlineHtml(CommentText.FirstSentence(CommentText.Of(method.Declaration)), method.InputType),
    ];

    private static string[] Row(FileDescriptor file, Symbols symbols)
    {
        var names = file.MessageTypes.Select(type => type.Name).Concat(file.EnumTypes.Select(type => type.Name));
        string page = SitePath.Relative(ReferencePath.Index, ReferencePath.OfFile(file.Name));
        return
        [
            $"<a href=\"{page}\">{ContractReference.TitleOf(file)}</a>",
            string.Join(", ", names.Select(name =>
                $"<a href=\"{symbols.LinkTo(name, ReferencePath.Index)}\">{name}</a>")),
        ];
    }
}
