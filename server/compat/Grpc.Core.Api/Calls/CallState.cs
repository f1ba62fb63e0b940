namespace Grpc.Core;

/// <summary>
/// What all four kinds of call share. Functions take a state object, so that one static function serves every call and
/// starting a call makes no closures.
/// </summary>
internal readonly struct CallState(
    Func<object, Task<Metadata>> responseHeaders, Func<object, Status> status, Func<object, Metadata> trailers,
    Action<object> dispose, object state)
{
    private readonly Func<object, Task<Metadata>> _responseHeaders = responseHeaders;
    private readonly Func<object, Status> _status = status;
    private readonly Func<object, Metadata> _trailers = trailers;
    private readonly Action<object> _dispose = dispose;
    private readonly object _state = state;

    public static CallState Closed(
        Task<Metadata> responseHeaders, Func<Status> status, Func<Metadata> trailers, Action dispose) =>
        new(_ => responseHeaders, _ => status(), _ => trailers(), _ => dispose(), dispose);

    public Task<Metadata> ResponseHeaders() => _responseHeaders(_state);

    public Status Status() => _status(_state);

    public Metadata Trailers() => _trailers(_state);

    public void Dispose() => _dispose(_state);
}
