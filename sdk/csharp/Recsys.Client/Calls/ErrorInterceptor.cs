using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Recsys.Client.Calls;

/// <summary>Makes every failure of a call a <see cref="RecsysException"/>.</summary>
/// <remarks>Headers are wrapped when somebody asks for them: a failed task that nobody awaits would be reported as
/// lost.</remarks>
internal sealed class ErrorInterceptor : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        try
        {
            return continuation(request, context);
        }
        catch (RpcException error)
        {
            throw new RecsysException(error);
        }
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new AsyncUnaryCall<TResponse>(
            Typed(call.ResponseAsync), _ => Typed(call.ResponseHeadersAsync),
            _ => call.GetStatus(), _ => call.GetTrailers(), _ => call.Dispose(), call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new AsyncServerStreamingCall<TResponse>(
            new ErrorStreamReader<TResponse>(call.ResponseStream), _ => Typed(call.ResponseHeadersAsync),
            _ => call.GetStatus(), _ => call.GetTrailers(), _ => call.Dispose(), call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(context);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            new ErrorStreamWriter<TRequest>(call.RequestStream), Typed(call.ResponseAsync),
            _ => Typed(call.ResponseHeadersAsync), _ => call.GetStatus(), _ => call.GetTrailers(),
            _ => call.Dispose(), call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(context);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            new ErrorStreamWriter<TRequest>(call.RequestStream), new ErrorStreamReader<TResponse>(call.ResponseStream),
            _ => Typed(call.ResponseHeadersAsync), _ => call.GetStatus(), _ => call.GetTrailers(),
            _ => call.Dispose(), call);
    }

    private static async Task<T> Typed<T>(Task<T> task)
    {
        try
        {
            return await task.ConfigureAwait(false);
        }
        catch (RpcException error)
        {
            throw new RecsysException(error);
        }
    }
}
