using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Recsys.Client.Calls;

/// <summary>Makes every failure of a call a <see cref="RecsysException"/>, and gives every call a span.</summary>
/// <remarks>Headers are wrapped when somebody asks for them: a failed task that nobody awaits would be reported as
/// lost.</remarks>
internal sealed class OutcomeInterceptor(Uri address) : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        try
        {
            var response = Begin(context, traced => continuation(request, traced), out var span);
            span.End();
            return response;
        }
        catch (RpcException error)
        {
            throw RecsysException.From(error);
        }
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = Begin(context, traced => continuation(request, traced), out var span);
        return new AsyncUnaryCall<TResponse>(
            Typed(call.ResponseAsync, span), _ => Typed(call.ResponseHeadersAsync),
            _ => call.GetStatus(), _ => call.GetTrailers(), _ => End(call, span), call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = Begin(context, traced => continuation(request, traced), out var span);
        return new AsyncServerStreamingCall<TResponse>(
            new OutcomeStreamReader<TResponse>(call.ResponseStream, span), _ => Typed(call.ResponseHeadersAsync),
            _ => call.GetStatus(), _ => call.GetTrailers(), _ => End(call, span), call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = Begin(context, traced => continuation(traced), out var span);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            new ErrorStreamWriter<TRequest>(call.RequestStream), Typed(call.ResponseAsync, span),
            _ => Typed(call.ResponseHeadersAsync), _ => call.GetStatus(), _ => call.GetTrailers(),
            _ => End(call, span), call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = Begin(context, traced => continuation(traced), out var span);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            new ErrorStreamWriter<TRequest>(call.RequestStream),
            new OutcomeStreamReader<TResponse>(call.ResponseStream, span),
            _ => Typed(call.ResponseHeadersAsync), _ => call.GetStatus(), _ => call.GetTrailers(),
            _ => End(call, span), call);
    }

    private TCall Begin<TRequest, TResponse, TCall>(
        ClientInterceptorContext<TRequest, TResponse> context,
        Func<ClientInterceptorContext<TRequest, TResponse>, TCall> begin, out CallSpan span)
        where TRequest : class
        where TResponse : class
    {
        span = CallSpan.Begin(context.Method, address);
        try
        {
            return begin(new ClientInterceptorContext<TRequest, TResponse>(
                context.Method, context.Host, span.Inject(context.Options)));
        }
        catch (RpcException error)
        {
            span.End(RecsysException.From(error));
            throw;
        }
        finally
        {
            span.Leave();
        }
    }

    private static void End(IDisposable call, CallSpan span)
    {
        call.Dispose();
        span.LetGo();
    }

    private static async Task<T> Typed<T>(Task<T> task, CallSpan? span = null)
    {
        try
        {
            var result = await task.ConfigureAwait(false);
            span?.End();
            return result;
        }
        catch (RpcException error)
        {
            var failure = RecsysException.From(error);
            span?.End(failure);
            throw failure;
        }
    }
}
