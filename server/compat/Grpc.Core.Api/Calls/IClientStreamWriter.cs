namespace Grpc.Core;

/// <summary>The client's end of a stream of requests.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Says that there are no more requests; nothing may be written afterwards.</summary>
    Task CompleteAsync();
}
