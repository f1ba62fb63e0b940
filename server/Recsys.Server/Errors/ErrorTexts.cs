namespace Recsys.Server.Errors;

/// <summary>Sentences that several places say.</summary>
internal static class ErrorTexts
{
    public const string UnreadableMessage =
        "The request cannot be read: its bytes are no message of this method's type, or are cut off.";
}
