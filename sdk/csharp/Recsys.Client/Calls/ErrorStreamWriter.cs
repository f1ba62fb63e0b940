using Grpc.Core;

namespace Recsys.Client.Calls;

/// <summary>A stream of requests whose failure is a <see cref="RecsysException"/>.</summary>
internal sealed class ErrorStreamWriter<T>(IClientStreamWriter<T> inner) : IClientStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken) =>
        Typed(inner.WriteAsync(message, cancellationToken));

    public Task CompleteAsync() => Typed(inner.CompleteAsync());

    private static async Task Typed(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (RpcException error)
        {
            throw RecsysException.From(error);
        }
    }
}
