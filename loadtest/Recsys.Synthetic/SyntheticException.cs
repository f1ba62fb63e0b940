namespace Recsys.Synthetic;

/// <summary>A shop cannot be made or used; the message names the cause and the way out.</summary>
public sealed class SyntheticException : Exception
{
    /// <summary>Makes an exception with a message for the person who asked for the shop.</summary>
    public SyntheticException(string message, Exception? cause = null) : base(message, cause) { }
}
