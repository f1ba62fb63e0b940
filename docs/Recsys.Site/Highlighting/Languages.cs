namespace Recsys.Site.Highlighting;

/// <summary>The languages that the documents are written about, by the names that code blocks give them.</summary>
internal static class Languages
{
    private static readonly Language CSharp = Braces(
        "abstract async await base bool break case catch class const continue decimal default do double else enum "
        + "event false finally float for foreach get if in init int interface internal is lock long namespace new "
        + "not null object out override params private protected public readonly record ref required return sealed "
        + "set short static string struct switch this throw true try typeof uint ulong using var virtual void when "
        + "where while with yield");

    private static readonly Language TypeScript = Braces(
        "as async await break case catch class const continue default delete do else enum export extends false "
        + "finally for from function if implements import in instanceof interface let new null of private public "
        + "readonly return static super switch this throw true try type typeof undefined var void while yield")
        with { Quotes = "\"'`" };

    private static readonly Language Java = Braces(
        "abstract assert boolean break byte case catch char class const continue default do double else enum "
        + "extends false final finally float for if implements import instanceof int interface long new null "
        + "package private protected public record return short static super switch synchronized this throw throws "
        + "true try var void while");

    private static readonly Language Cpp = Braces(
        "auto bool break case catch char class const constexpr continue default delete do double else enum "
        + "explicit false final float for if include inline int long namespace new noexcept nullptr override "
        + "private protected public return short sizeof static std string struct switch template this throw true "
        + "try typename unsigned using virtual void while");

    private static readonly Language Go = Braces(
        "any bool break byte case chan const continue default defer else error fallthrough false float64 for func "
        + "go goto if import int int32 int64 interface map nil package range return select string struct switch "
        + "true type var")
        with { Quotes = "\"'`" };

    private static readonly Language Proto = Braces(
        "bool bytes double enum false fixed32 fixed64 float import int32 int64 map message oneof option optional "
        + "package repeated reserved returns rpc service stream string syntax true uint32 uint64");

    private static readonly Language Php = Braces(
        "abstract array as break case catch class const continue default do echo else extends false final finally "
        + "fn for foreach function if implements interface namespace new null private protected public readonly "
        + "require require_once return static switch throw true try use var while")
        with { HasDollarVariables = true, LineComments = ["//", "#"] };

    private static readonly Language Python = Hashes(
        "and as assert async await break class continue def del elif else except False finally for from global if "
        + "import in is lambda None nonlocal not or pass raise return True try while with yield")
        with { CapitalsAreTypes = true };

    private static readonly Language Ruby = Hashes(
        "alias and begin break case class def do else elsif end ensure false for if in module next nil not or "
        + "puts raise require require_relative rescue return self super then true unless until when while yield")
        with { CapitalsAreTypes = true };

    private static readonly Language Shell = Hashes(
        "case do done elif else esac export fi for function if in local return then until while")
        with { HasDollarVariables = true };

    private static readonly Language Json = new() { Keywords = Words("true false null"), Quotes = "\"" };

    private static readonly Dictionary<string, Language> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["csharp"] = CSharp, ["cs"] = CSharp, ["c#"] = CSharp,
        ["typescript"] = TypeScript, ["ts"] = TypeScript, ["javascript"] = TypeScript, ["js"] = TypeScript,
        ["java"] = Java, ["go"] = Go, ["cpp"] = Cpp, ["c++"] = Cpp, ["php"] = Php,
        ["proto"] = Proto, ["protobuf"] = Proto,
        ["python"] = Python, ["py"] = Python, ["ruby"] = Ruby, ["rb"] = Ruby,
        ["sh"] = Shell, ["bash"] = Shell, ["shell"] = Shell, ["yaml"] = Hashes("true false null"),
        ["json"] = Json, ["jsonc"] = Json with { LineComments = ["//"] },
    };

    /// <summary>The language of that name; null for text, and for languages that are shown as they are.</summary>
    public static Language? Named(string name) => All.GetValueOrDefault(name);

    private static Language Braces(string keywords) => new()
    {
        Keywords = Words(keywords), LineComments = ["//"], HasBlockComments = true, CapitalsAreTypes = true,
    };

    private static Language Hashes(string keywords) => new() { Keywords = Words(keywords), LineComments = ["#"] };

    private static HashSet<string> Words(string text) => [.. text.Split(' ')];
}
