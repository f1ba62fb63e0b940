using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recsys.V1;

namespace Recsys.Site.Reference;

/// <summary>The error reasons with what their documentation says of them.</summary>
internal static partial class ErrorReasonList
{
    /// <summary>
    /// Reads the reasons from the contract's assembly and its documentation file, in their order there.
    /// </summary>
    public static IReadOnlyList<ErrorReason> Read()
    {
        string file = Path.ChangeExtension(typeof(ErrorReasons).Assembly.Location, ".xml");
        if (!File.Exists(file)) throw new SiteException($"{Path.GetFileName(file)} is not beside the program.");
        var documented = XDocument.Load(file).Descendants("member")
            .ToDictionary(member => (string)member.Attribute("name")!, member => member.Element("summary"));
        return
        [
            .. typeof(ErrorReasons).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.IsLiteral && field.Name != nameof(ErrorReasons.Domain))
                .Select(field => Of(field, documented.GetValueOrDefault($"F:Recsys.V1.ErrorReasons.{field.Name}"))),
        ];
    }

    private static ErrorReason Of(FieldInfo field, XElement? summary)
    {
        string text = Spaces().Replace(string.Concat(summary?.Nodes().Select(Markdown) ?? []), " ").Trim();
        string[] parts = text.Split(": ", 2);
        if (parts.Length != 2)
            throw new SiteException($"ErrorReasons.{field.Name} should be documented as 'STATUS: when it comes'.");
        string meaning = char.ToUpperInvariant(parts[1][0]) + parts[1][1..];
        return new ErrorReason((string)field.GetRawConstantValue()!, parts[0], meaning);
    }

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => $"`{((string?)see.Attribute("cref"))?.Split('.')[^1]}`",
        XElement element => $"`{element.Value}`",
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
