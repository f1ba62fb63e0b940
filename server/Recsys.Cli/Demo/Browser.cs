using System.Diagnostics;

namespace Recsys.Cli.Demo;

/// <summary>Shows a page to whoever sits before a screen.</summary>
internal static class Browser
{
    private const string Opener = "xdg-open";

    /// <summary>Opens a page where there is a terminal, a screen and something to open it with.</summary>
    public static void OpenIfThereIsOne(string url)
    {
        if (Console.IsErrorRedirected || !HasScreen() || Find() is not { } opener) return;
        var start = new ProcessStartInfo(opener)
        {
            ArgumentList = { url }, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        using var process = Process.Start(start);
    }

    private static bool HasScreen() =>
        IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY");

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, Opener)).FirstOrDefault(File.Exists);
}
