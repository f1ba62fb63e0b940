namespace Grpc.Core;

/// <summary>Stands for a server call in the options of calls made on its behalf.</summary>
public abstract class ContextPropagationToken
{
    // Only hosts derive from it, and they keep what it stands for to themselves.
    internal ContextPropagationToken()
    {
    }
}
