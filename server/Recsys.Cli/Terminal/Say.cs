namespace Recsys.Cli.Terminal;

/// <summary>Words for people go to standard error, so that standard output holds nothing but the answer.</summary>
internal static class Say
{
    public static void Line(string text = "") => Console.Error.WriteLine(text);

    public static void Error(string text) => Console.Error.WriteLine($"recsys: {text}");
}
