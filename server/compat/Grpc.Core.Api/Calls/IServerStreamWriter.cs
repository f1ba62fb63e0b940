namespace Grpc.Core;

/// <summary>The server's end of a stream of responses; returning from the method ends it.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}
