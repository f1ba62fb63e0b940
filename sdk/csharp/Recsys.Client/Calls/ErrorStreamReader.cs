using Grpc.Core;

namespace Recsys.Client.Calls;

/// <summary>A stream of answers whose failure is a <see cref="RecsysException"/>.</summary>
internal sealed class ErrorStreamReader<T>(IAsyncStreamReader<T> inner) : IAsyncStreamReader<T>
{
    public T Current => inner.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            return await inner.MoveNext(cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException error)
        {
            throw new RecsysException(error);
        }
    }
}
