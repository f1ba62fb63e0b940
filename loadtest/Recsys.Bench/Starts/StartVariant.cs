namespace Recsys.Bench.Starts;

/// <summary>Settings to start a server with.</summary>
/// <param name="Name">Word for them in the report.</param>
/// <param name="Environment">Variables of the process, for example DOTNET_gcServer.</param>
public sealed record StartVariant(string Name, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Reads <c>NAME:KEY=VALUE,KEY=VALUE</c>; the name alone sets nothing.</summary>
    /// <exception cref="ArgumentException">It is not of that form; the message says what is.</exception>
    public static StartVariant Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? text : text[..colon];
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string setting in colon < 0 ? [] : text[(colon + 1)..].Split(','))
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw Wrong(text);
            environment[setting[..equals]] = setting[(equals + 1)..];
        }
        return name.Length > 0 ? new StartVariant(name, environment) : throw Wrong(text);
    }

    private static ArgumentException Wrong(string text) => new(
        $"Variant '{text}' is wrong: give NAME:KEY=VALUE,KEY=VALUE, for example server:DOTNET_gcServer=1.");
}
