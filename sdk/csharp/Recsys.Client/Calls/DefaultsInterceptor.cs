using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Recsys.Client.Calls;

/// <summary>Gives every call the key, and a unary one that has no deadline the client's own.</summary>
internal sealed class DefaultsInterceptor(RecsysClientOptions options) : Interceptor
{
    private readonly string? _authorization = options.ApiKey is null ? null : $"Bearer {options.ApiKey}";

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Complete(context));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Complete(context));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Complete(context));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Complete(context));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Complete(context));

    private ClientInterceptorContext<TRequest, TResponse> Complete<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        var call = context.Options;
        if (call.Deadline is null && context.Method.Type == MethodType.Unary)
            call = call.WithDeadline(options.Time.GetUtcNow().UtcDateTime + options.Timeout);
        if (_authorization is not null) call = call.WithHeaders(WithAuthorization(call.Headers));
        return new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, call);
    }

    // The caller's headers stay the caller's: they may be shared between calls.
    private Metadata WithAuthorization(Metadata? given)
    {
        var headers = new Metadata { { "authorization", _authorization! } };
        foreach (var entry in given ?? [])
            if (entry.Key != "authorization") headers.Add(entry);
        return headers;
    }
}
