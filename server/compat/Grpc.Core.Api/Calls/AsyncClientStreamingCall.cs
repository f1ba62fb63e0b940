using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>A call with many requests and one response. Dispose it to give up what has not ended.</summary>
public sealed class AsyncClientStreamingCall<TRequest, TResponse> : IDisposable
{
    private readonly CallState _call;

    /// <summary>Makes a call from functions of its own.</summary>
    public AsyncClientStreamingCall(
        IClientStreamWriter<TRequest> requestStream, Task<TResponse> responseAsync,
        Task<Metadata> responseHeadersAsync, Func<Status> getStatusFunc, Func<Metadata> getTrailersFunc,
        Action disposeAction)
    {
        _call = CallState.Closed(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction);
        RequestStream = requestStream;
        ResponseAsync = responseAsync;
    }

    /// <summary>Makes a call from functions that take a state, so that calls can share them.</summary>
    public AsyncClientStreamingCall(
        IClientStreamWriter<TRequest> requestStream, Task<TResponse> responseAsync,
        Func<object, Task<Metadata>> responseHeadersAsync, Func<object, Status> getStatusFunc,
        Func<object, Metadata> getTrailersFunc, Action<object> disposeAction, object state)
    {
        _call = new CallState(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction, state);
        RequestStream = requestStream;
        ResponseAsync = responseAsync;
    }

    /// <summary>Writes the requests.</summary>
    public IClientStreamWriter<TRequest> RequestStream { get; }

    /// <summary>The response; fails with <see cref="RpcException"/>.</summary>
    public Task<TResponse> ResponseAsync { get; }

    /// <summary>Headers of the response.</summary>
    public Task<Metadata> ResponseHeadersAsync => _call.ResponseHeaders();

    /// <summary>Lets the call itself be awaited for its response.</summary>
    public TaskAwaiter<TResponse> GetAwaiter() => ResponseAsync.GetAwaiter();

    /// <summary>Awaits the response with a choice of context.</summary>
    public ConfiguredTaskAwaitable<TResponse> ConfigureAwait(bool continueOnCapturedContext) =>
        ResponseAsync.ConfigureAwait(continueOnCapturedContext);

    /// <summary>How the call ended; throws while it has not.</summary>
    public Status GetStatus() => _call.Status();

    /// <summary>Metadata sent after the last message; throws while the call has not ended.</summary>
    public Metadata GetTrailers() => _call.Trailers();

    /// <summary>Cancels the call if it has not ended and frees what it holds.</summary>
    public void Dispose() => _call.Dispose();
}
