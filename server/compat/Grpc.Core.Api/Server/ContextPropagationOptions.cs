namespace Grpc.Core;

/// <summary>What a call takes over from the server call it is made for.</summary>
public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    /// <summary>Both deadline and cancellation.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Whether its deadline.</summary>
    public bool IsPropagateDeadline { get; } = propagateDeadline;

    /// <summary>Whether its cancellation.</summary>
    public bool IsPropagateCancellation { get; } = propagateCancellation;
}
