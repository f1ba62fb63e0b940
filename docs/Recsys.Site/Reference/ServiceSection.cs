using Google.Protobuf.Reflection;

namespace Recsys.Site.Reference;

/// <summary>A service and each of its methods.</summary>
internal sealed class ServiceSection(PageBuilder page, CommentText comments, Symbols symbols)
{
    private const string ErrorsMark = "Errors: ";

    /// <summary>Adds the service to the page.</summary>
    public void Write(ServiceDescriptor service)
    {
        page.Symbol(service.Name, "", "service");
        page.Add(comments.ToHtml(CommentText.Of(service.Declaration)));
        page.Table($"Methods of {service.Name}", ["Method", "What it does"], service.Methods.Select(method => new[]
        {
            $"<a href=\"#{method.Name}\">{method.Name}</a>",
            Inline(CommentText.FirstSentence(CommentText.Of(method.Declaration)), method),
        }));
        page.Heading(2, "methods", "Methods");
        foreach (var method in service.Methods) Write(method);
    }

    private void Write(MethodDescriptor method)
    {
        page.Heading(3, method.Name, method.Name);
        page.Symbol(method.Name, method.Name, "method");
        page.Add($"<p class=\"signature\"><code>{Side(method.IsClientStreaming, method.InputType)}"
            + $" → {Side(method.IsServerStreaming, method.OutputType)}</code></p>");
        page.Add($"<p class=\"marks\"><span class=\"mark\">{KindOf(method)}</span>"
            + $"<span class=\"mark\">{RepeatsOf(method)}</span></p>");

        string[] paragraphs = CommentText.Of(method.Declaration).Split("\n\n");
        page.Add(comments.ToHtml(
            string.Join("\n\n", paragraphs.Where(text => !IsErrors(text))), method.InputType, method.OutputType));
        WriteErrors(paragraphs, method);
        WriteAddresses(method);
    }

    private void WriteErrors(string[] paragraphs, MethodDescriptor method)
    {
        string errors = string.Join(' ', paragraphs.Where(IsErrors).Select(text => text[ErrorsMark.Length..]))
            .ReplaceLineEndings(" ");
        if (errors.Length == 0) return;
        page.Add("<h4>Errors</h4><ul class=\"errors\">");
        foreach (string error in errors.Split("; "))
            page.Add($"<li>{Inline(char.ToUpperInvariant(error[0]) + error[1..], method)}</li>");
        page.Add("</ul>");
    }

    private void WriteAddresses(MethodDescriptor method)
    {
        page.Add("<h4>Addresses</h4><ul class=\"addresses\">");
        page.Add($"<li><span class=\"verb\">gRPC</span> <code>/{method.Service.FullName}/{method.Name}</code></li>");
        foreach (var binding in HttpBinding.Of(method))
        {
            page.Add($"<li><span class=\"verb\">{binding.Verb}</span> <code>{Breakable(binding.Path)}</code> "
                + $"<span class=\"body\">{Html.Escape(binding.BodyText)}</span></li>");
        }
        page.Add("</ul>");
    }

    /// <summary>A path that may break behind its slashes.</summary>
    public static string Breakable(string path) => Html.Escape(path).Replace("/", "/<wbr>", StringComparison.Ordinal);

    /// <summary>How many messages go each way.</summary>
    public static string KindOf(MethodDescriptor method) => (method.IsClientStreaming, method.IsServerStreaming) switch
    {
        (false, false) => "unary",
        (false, true) => "server streaming",
        (true, false) => "client streaming",
        (true, true) => "bidirectional streaming",
    };

    private static string RepeatsOf(MethodDescriptor method) => method.GetOptions()?.IdempotencyLevel switch
    {
        MethodOptions.Types.IdempotencyLevel.NoSideEffects => "only reads: clients may repeat it",
        MethodOptions.Types.IdempotencyLevel.Idempotent => "idempotent: clients may repeat it",
        _ => "clients do not repeat it by themselves",
    };

    private string Inline(string comment, MethodDescriptor method) =>
        comments.ToInlineHtml(comment, method.InputType, method.OutputType);

    private string Side(bool streams, MessageDescriptor message) =>
        (streams ? "stream " : "") + TypeText.Link(message, symbols, page.Path);

    private static bool IsErrors(string paragraph) => paragraph.StartsWith(ErrorsMark, StringComparison.Ordinal);
}
