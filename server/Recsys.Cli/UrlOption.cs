using System.CommandLine;
using System.CommandLine.Parsing;

namespace Recsys.Cli;

/// <summary>Options whose value is a URL, which the command-line library does not read by itself.</summary>
internal static class UrlOption
{
    /// <summary>An option that may be left out; then it is null, or the default.</summary>
    public static Option<Uri?> Create(string name, string description, string? byDefault = null)
    {
        var option = new Option<Uri?>(name)
        {
            Description = description,
            HelpName = "URL",
            CustomParser = Parse,
        };
        if (byDefault is not null) option.DefaultValueFactory = _ => new Uri(byDefault);
        return option;
    }

    private static Uri? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
        result.AddError($"'{text}' is no URL; write it like http://127.0.0.1:5080.");
        return null;
    }
}
