using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Markdig;

namespace Recsys.Site.Reference;

/// <summary>Comments of the contract as HTML, with every name they mention linked to what it means.</summary>
/// <param name="symbols">The names of the contract.</param>
/// <param name="page">The page that shows the comments.</param>
internal sealed partial class CommentText(Symbols symbols, string page)
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <summary>The comment before a declaration, without the space that each of its lines begins with.</summary>
    public static string Of(DescriptorDeclaration? declaration) =>
        string.Join('\n', (declaration?.LeadingComments ?? "").Split('\n')
            .Select(line => line.StartsWith(' ') ? line[1..] : line)).Trim();

    /// <summary>The comment's first sentence, for lists.</summary>
    public static string FirstSentence(string comment)
    {
        string text = comment.Split("\n\n")[0].ReplaceLineEndings(" ");
        return SentenceEnd().Match(text) is { Success: true } end ? text[..end.Index] + "." : text;
    }

    /// <summary>The comment as paragraphs.</summary>
    /// <param name="comment">The comment, in Markdown.</param>
    /// <param name="scopes">The messages whose fields it may name, the likeliest first.</param>
    public string ToHtml(string comment, params MessageDescriptor[] scopes) =>
        Markdig.Markdown.ToHtml(Names().Replace(comment, name => Link(name, scopes)), Pipeline).Trim();

    /// <summary>The comment as text within a line.</summary>
    public string ToInlineHtml(string comment, params MessageDescriptor[] scopes)
    {
        string html = ToHtml(comment.ReplaceLineEndings(" "), scopes);
        return html.StartsWith("<p>", StringComparison.Ordinal) ? html[3..^4] : html;
    }

    private string Link(Match name, MessageDescriptor[] scopes)
    {
        string code = name.Groups["code"].Value, word = name.Value;
        string? link = code.Length > 0
            ? scopes.Select(scope => symbols.LinkToField(code, scope, page)).FirstOrDefault(found => found is not null)
                ?? symbols.LinkToField(code, null, page) ?? symbols.LinkTo(code, page)
            : symbols.LinkTo(word, page);
        return link is null ? word : $"[{word}]({link})";
    }

    // What stands in code, words of several humps, and words in upper snake case; plain words such as Product are
    // English.
    [GeneratedRegex(@"`(?<code>[A-Za-z_.]+)`|`[^`]*`|\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+\b|\b[A-Z]+(?:_[A-Z0-9]+)+\b")]
    private static partial Regex Names();

    [GeneratedRegex(@"[.;](?= |$)")]
    private static partial Regex SentenceEnd();
}
