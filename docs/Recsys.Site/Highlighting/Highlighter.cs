using System.Text;

namespace Recsys.Site.Highlighting;

/// <summary>
/// Marks comments, texts, numbers, keywords, types and variables of code. It reads words, not grammar, which is what a
/// reader's eye needs; what it does not know it leaves as it is.
/// </summary>
internal static class Highlighter
{
    /// <summary>The code as HTML: every character of it, some in spans with a class of one letter.</summary>
    public static string ToHtml(string code, string language)
    {
        code = code.TrimEnd('\n');
        if (Languages.Named(language) is not { } known) return Html.Escape(code);

        var html = new StringBuilder();
        for (int at = 0; at < code.Length;)
        {
            (int length, char kind) = Next(code, at, known);
            string text = Html.Escape(code.Substring(at, length));
            html.Append(kind == ' ' ? text : $"<span class=\"{kind}\">{text}</span>");
            at += length;
        }
        return html.ToString();
    }

    // c comment, s text, n number, k keyword, t type, v variable, p property; a space for all else.
    private static (int Length, char Kind) Next(string code, int at, Language language)
    {
        char here = code[at];
        if (CommentLength(code, at, language) is var comment and > 0) return (comment, 'c');
        if (language.Quotes.Contains(here)) return Quoted(code, at, here);
        if (here == '$' && language.HasDollarVariables && VariableLength(code, at) is var variable and > 1)
            return (variable, 'v');
        if (char.IsAsciiDigit(here)) return (WordLength(code, at, '.'), 'n');
        if (!IsWord(here)) return (1, ' ');
        int length = WordLength(code, at, '_');
        string word = code.Substring(at, length);
        if (language.Keywords.Contains(word)) return (length, 'k');
        bool isType = language.CapitalsAreTypes && char.IsAsciiLetterUpper(here) && word.Any(char.IsAsciiLetterLower);
        return (length, isType ? 't' : ' ');
    }

    private static int CommentLength(string code, int at, Language language)
    {
        if (language.HasBlockComments && string.CompareOrdinal(code, at, "/*", 0, 2) == 0)
        {
            int end = code.IndexOf("*/", at + 2, StringComparison.Ordinal);
            return (end < 0 ? code.Length : end + 2) - at;
        }
        foreach (string mark in language.LineComments)
        {
            if (string.CompareOrdinal(code, at, mark, 0, mark.Length) != 0) continue;
            // '#' within a word, such as an anchor or $#, begins no comment.
            if (mark == "#" && at > 0 && !char.IsWhiteSpace(code[at - 1])) continue;
            int end = code.IndexOf('\n', at);
            return (end < 0 ? code.Length : end) - at;
        }
        return 0;
    }

    private static (int Length, char Kind) Quoted(string code, int at, char quote)
    {
        int end = at + 1;
        while (end < code.Length && code[end] != quote)
        {
            // Texts in single quotes may run over lines in shells, those of most languages do not.
            if (code[end] == '\\' && end + 1 < code.Length) end++;
            end++;
        }
        end = Math.Min(end + 1, code.Length);
        int after = end;
        while (after < code.Length && code[after] == ' ') after++;
        bool isProperty = quote == '"' && after < code.Length && code[after] == ':';
        return (end - at, isProperty ? 'p' : 's');
    }

    private static int VariableLength(string code, int at)
    {
        if (at + 1 < code.Length && code[at + 1] == '{')
            return code.IndexOf('}', at) is var end and > 0 ? end - at + 1 : 1;
        return at + 1 < code.Length && IsWord(code[at + 1]) ? 1 + WordLength(code, at + 1, '_') : 1;
    }

    private static int WordLength(string code, int at, char also)
    {
        int end = at;
        while (end < code.Length && (IsWord(code[end]) || JoinsWords(code, end, also))) end++;
        return end - at;
    }

    private static bool JoinsWords(string code, int at, char mark) =>
        code[at] == mark && at + 1 < code.Length && IsWord(code[at + 1]);

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
