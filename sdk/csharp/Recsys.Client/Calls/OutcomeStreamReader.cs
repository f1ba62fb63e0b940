using Grpc.Core;

namespace Recsys.Client.Calls;

/// <summary>A stream of answers: its failure is a <see cref="RecsysException"/>, its end that of its span.</summary>
internal sealed class OutcomeStreamReader<T>(IAsyncStreamReader<T> inner, CallSpan span) : IAsyncStreamReader<T>
{
    public T Current => inner.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            bool more = await inner.MoveNext(cancellationToken).ConfigureAwait(false);
            if (!more) span.End();
            return more;
        }
        catch (RpcException error)
        {
            var failure = RecsysException.From(error);
            span.End(failure);
            throw failure;
        }
    }
}
