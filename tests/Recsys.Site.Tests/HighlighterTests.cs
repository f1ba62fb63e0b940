using System.Net;
using System.Text.RegularExpressions;
using Recsys.Site.Highlighting;

namespace Recsys.Site.Tests;

public class HighlighterTests
{
    [Theory]
    [InlineData("csharp", "var x = new Lamp(\"a\", 12); // lit",
        "<span class=\"k\">var</span> x = <span class=\"k\">new</span> <span class=\"t\">Lamp</span>("
        + "<span class=\"s\">&quot;a&quot;</span>, <span class=\"n\">12</span>); <span class=\"c\">// lit</span>")]
    [InlineData("sh", "echo $HOME # home", "echo <span class=\"v\">$HOME</span> <span class=\"c\"># home</span>")]
    [InlineData("sh", "open docs#errors", "open docs#errors")]
    [InlineData("json", "{\"a\": \"b\"}",
        "{<span class=\"p\">&quot;a&quot;</span>: <span class=\"s\">&quot;b&quot;</span>}")]
    [InlineData("go", "/* all", "<span class=\"c\">/* all</span>")]
    [InlineData("", "a < b && \"c\"", "a &lt; b &amp;&amp; &quot;c&quot;")]
    [InlineData("brainfuck", "+[->]", "+[-&gt;]")]
    public void ToHtml_MarksWhatItKnows(string language, string code, string expected) =>
        Assert.Equal(expected, Highlighter.ToHtml(code, language));

    [Theory]
    [InlineData("csharp", "\"never ended\\")]
    [InlineData("ts", "`${a}` + '\\'' /")]
    [InlineData("sh", "${never ended")]
    [InlineData("python", "x = 1. + .5 # ü €")]
    public void ToHtml_OfAnyCode_KeepsEveryCharacter(string language, string code)
    {
        string html = Highlighter.ToHtml(code, language);
        Assert.Equal(code, WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", "")));
    }
}
