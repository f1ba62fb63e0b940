using Grpc.Core;

namespace Recsys.Client.Calls;

/// <summary>A unary call that is begun anew as long as its rule gives another wait.</summary>
internal sealed class RepeatedCall<TResponse> : IDisposable
{
    private readonly Func<AsyncUnaryCall<TResponse>> _begin;
    private readonly Func<int, RpcException, TimeSpan?> _waitAfter;
    private readonly CancellationToken _cancellation;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _disposed = new();

    public RepeatedCall(
        Func<AsyncUnaryCall<TResponse>> begin, Func<int, RpcException, TimeSpan?> waitAfter,
        CancellationToken cancellation, TimeProvider time)
    {
        (_begin, _waitAfter, _cancellation, _time) = (begin, waitAfter, cancellation, time);
        Current = begin();
        Response = RunAsync();
    }

    /// <summary>The latest try.</summary>
    public AsyncUnaryCall<TResponse> Current { get; private set; }

    public Task<TResponse> Response { get; }

    /// <summary>The headers of the try that counts: known once no other follows.</summary>
    public async Task<Metadata> HeadersAsync()
    {
        await ((Task)Response).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await Current.ResponseHeadersAsync.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _disposed.Cancel();
        Current.Dispose();
    }

    private async Task<TResponse> RunAsync()
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return await Current.ResponseAsync.ConfigureAwait(false);
            }
            catch (RpcException error) when (_waitAfter(tries, error) is { } wait)
            {
                await WaitAsync(wait).ConfigureAwait(false);
            }
            Current = _begin();
            // Disposed between the wait and here: the new try must not go on by itself.
            if (_disposed.IsCancellationRequested) Current.Dispose();
        }
    }

    private async Task WaitAsync(TimeSpan wait)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_cancellation, _disposed.Token);
        try
        {
            await Task.Delay(wait, _time, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw RetryRules.GivenUp();
        }
    }
}
