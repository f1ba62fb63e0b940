using Google.Protobuf.Reflection;

namespace Recsys.Site.Reference;

/// <summary>A message with all its fields.</summary>
internal sealed class MessageSection(PageBuilder page, CommentText comments, Symbols symbols, TypeUses uses)
{
    /// <summary>Adds the message, and what is declared within it, to the page.</summary>
    public void Write(MessageDescriptor message)
    {
        if (message.GetOptions()?.MapEntry == true) return;
        page.Heading(3, message.Name, message.Name);
        page.Symbol(message.Name, message.Name, "message");
        page.Add(comments.ToHtml(CommentText.Of(message.Declaration), message));
        WriteUses(message);

        var fields = message.Fields.InDeclarationOrder();
        if (fields.Count == 0) page.Add("<p class=\"none\">It has no fields.</p>");
        else
        {
            page.Add("<dl class=\"fields\">");
            foreach (var field in fields) Write(field, message);
            page.Add("</dl>");
        }
        foreach (var nested in message.NestedTypes) Write(nested);
        foreach (var nested in message.EnumTypes) EnumSection.Write(page, comments, nested);
    }

    private void Write(FieldDescriptor field, MessageDescriptor message)
    {
        string id = $"{message.Name}.{field.Name}";
        (string? behaviour, string comment) = BehaviourOf(CommentText.Of(field.Declaration));
        page.Symbol(id, id, "field");
        page.Add($"<div class=\"field\" id=\"{id}\"><dt><a class=\"name\" href=\"#{id}\"><code>{field.Name}</code></a> "
            + $"<span class=\"type\">{TypeText.Of(field, symbols, page.Path)}</span> "
            + $"<span class=\"number\" title=\"field number\">= {field.FieldNumber}</span>"
            + (behaviour is null ? "" : $" <span class=\"mark {behaviour}\">{behaviour}</span>")
            + (field.RealContainingOneof is { } choice ? $" <span class=\"mark\">one of {choice.Name}</span>" : "")
            + $"</dt><dd>{comments.ToHtml(comment, message)}</dd></div>");
    }

    private void WriteUses(MessageDescriptor message)
    {
        var users = uses.Of(message.FullName);
        if (users.Count == 0) return;
        page.Add($"<p class=\"uses\">Used by {string.Join(", ", users.Select(LinkTo))}.</p>");
    }

    private string LinkTo(string name) =>
        symbols.LinkTo(name, page.Path) is { } link ? $"<a href=\"{link}\">{name}</a>" : name;

    // 'REQUIRED. The customer…' says its behaviour in a word of its own; 'OPTIONAL when …' needs its sentence.
    private static (string? Behaviour, string Comment) BehaviourOf(string comment)
    {
        foreach (string word in (string[])["REQUIRED", "OPTIONAL"])
            if (comment.StartsWith(word + ". ", StringComparison.Ordinal))
                return (word.ToLowerInvariant(), comment[(word.Length + 2)..]);
        return (null, comment);
    }
}
