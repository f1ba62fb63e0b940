namespace Recsys.Server.Errors;

/// <summary>Marks a request whose message was read and whose call got as far as the interceptors.</summary>
internal sealed class CallReached
{
    private CallReached()
    {
    }

    /// <summary>One for all requests: a mark needs no object of its own.</summary>
    public static CallReached Instance { get; } = new();
}
