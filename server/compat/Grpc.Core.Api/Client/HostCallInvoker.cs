namespace Grpc.Core;

/// <summary>Sends every call under one host, unless the call names its own.</summary>
internal sealed class HostCallInvoker(CallInvoker next, string host) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? callHost, CallOptions options, TRequest request) =>
        next.BlockingUnaryCall(method, callHost ?? host, options, request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? callHost, CallOptions options, TRequest request) =>
        next.AsyncUnaryCall(method, callHost ?? host, options, request);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? callHost, CallOptions options, TRequest request) =>
        next.AsyncServerStreamingCall(method, callHost ?? host, options, request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? callHost, CallOptions options) =>
        next.AsyncClientStreamingCall(method, callHost ?? host, options);

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? callHost, CallOptions options) =>
        next.AsyncDuplexStreamingCall(method, callHost ?? host, options);
}
