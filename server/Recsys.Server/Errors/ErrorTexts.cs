namespace Recsys.Server.Errors;

/// <summary>Sentences that several places say.</summary>
internal static class ErrorTexts
{
    public static string MethodNotFound(string path) =>
        $"This server has no method {path}. Server reflection lists what it has.";

    public const string UnreadableMessage =
        "The request cannot be read: its bytes are no message of this method's type, or are cut off.";
}
