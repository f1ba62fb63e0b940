using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Recsys.Site.Reference;

/// <summary>How types of fields are written and linked.</summary>
internal static partial class TypeText
{
    private const string OwnPackage = "recsys.v1.";

    /// <summary>
    /// The field's type as HTML, such as <c>repeated Recommendation</c> or <c>map of string to double</c>.
    /// </summary>
    public static string Of(FieldDescriptor field, Symbols symbols, string page)
    {
        if (field.IsMap)
        {
            var entry = field.MessageType.Fields;
            return $"map of {Plain(entry[1], symbols, page)} to {Plain(entry[2], symbols, page)}";
        }
        string type = Plain(field, symbols, page);
        return field.IsRepeated ? "repeated " + type
            : field.RealContainingOneof is null && field.HasPresence && field.FieldType != FieldType.Message
                ? "optional " + type
                : type;
    }

    /// <summary>A message's name, linked where the reference tells of it.</summary>
    public static string Link(MessageDescriptor message, Symbols symbols, string page) =>
        Named(message.FullName, symbols, page);

    private static string Plain(FieldDescriptor field, Symbols symbols, string page) => field.FieldType switch
    {
        FieldType.Message => Named(field.MessageType.FullName, symbols, page),
        FieldType.Enum => Named(field.EnumType.FullName, symbols, page),
        var scalar => scalar.ToString().ToLowerInvariant(),
    };

    private static string Named(string fullName, Symbols symbols, string page)
    {
        bool isOwn = fullName.StartsWith(OwnPackage, StringComparison.Ordinal);
        string name = isOwn ? fullName[OwnPackage.Length..] : fullName;
        string text = LongName().Replace(Html.Escape(name), "$1<wbr>");
        return isOwn && symbols.LinkTo(name.Split('.')[^1], page) is { } link ? $"<a href=\"{link}\">{text}</a>" : text;
    }

    // Where a long name may break on a narrow page.
    [GeneratedRegex("([a-z.])(?=[A-Z])")]
    private static partial Regex LongName();
}
