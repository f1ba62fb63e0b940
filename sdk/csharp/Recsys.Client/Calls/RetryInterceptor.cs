using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Recsys.Client.Calls;

/// <summary>Repeats calls by <see cref="RetryRules"/>. The channel's own retries do not know
/// <c>google.rpc.RetryInfo</c>.</summary>
internal sealed class RetryInterceptor(int maxAttempts, TimeProvider time) : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return continuation(request, context);
            }
            catch (RpcException error)
            {
                if (WaitAfter(tries, error, context) is not { } wait) throw;
                var cancellation = context.Options.CancellationToken;
                if (cancellation.WaitHandle.WaitOne(wait)) throw RetryRules.GivenUp();
            }
        }
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (!MayRepeat(context.Method)) return continuation(request, context);
        var call = new RepeatedCall<TResponse>(
            () => continuation(request, context), (tries, error) => WaitAfter(tries, error, context),
            context.Options.CancellationToken, time);
        return new AsyncUnaryCall<TResponse>(
            call.Response, _ => call.HeadersAsync(), _ => call.Current.GetStatus(), _ => call.Current.GetTrailers(),
            _ => call.Dispose(), call);
    }

    private bool MayRepeat(IMethod method) => maxAttempts > 1 && RetryRules.SafeMethods.Contains(method.FullName);

    private TimeSpan? WaitAfter<TRequest, TResponse>(
        int tries, RpcException error, ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        if (tries >= maxAttempts || !MayRepeat(context.Method)) return null;
        var left = context.Options.Deadline is { } deadline
            ? deadline.ToUniversalTime() - time.GetUtcNow().UtcDateTime
            : TimeSpan.MaxValue;
        return RetryRules.WaitAfter(tries, error, left);
    }
}
