using System.Diagnostics;
using Grpc.Core;

namespace Recsys.Client.Calls;

/// <summary>
/// The span of one call, where somebody listens to <see cref="RecsysClient.ActivitySourceName"/>, and the trace that
/// the server goes on with.
/// </summary>
internal sealed class CallSpan
{
    private static readonly ActivitySource Source =
        new(RecsysClient.ActivitySourceName, typeof(CallSpan).Assembly.GetName().Version?.ToString(3));

    private readonly Activity? _outer = Activity.Current;
    private readonly Activity? _span;
    private int _ended;

    private CallSpan(IMethod method, Uri address)
    {
        _span = Source.StartActivity($"{method.ServiceName}/{method.Name}", ActivityKind.Client);
        if (_span is not { IsAllDataRequested: true }) return;
        _span.SetTag("rpc.system", "grpc");
        _span.SetTag("rpc.service", method.ServiceName);
        _span.SetTag("rpc.method", method.Name);
        _span.SetTag("server.address", address.Host);
        _span.SetTag("server.port", address.Port);
    }

    /// <summary>Begins the span and makes it the current one, until <see cref="Leave"/>.</summary>
    public static CallSpan Begin(IMethod method, Uri address) => new(method, address);

    /// <summary>Gives the caller its own current span back; this one goes on until it is ended.</summary>
    public void Leave() => Activity.Current = _outer;

    /// <summary>The call's headers, with the trace in W3C's form where there is one.</summary>
    public CallOptions Inject(CallOptions call)
    {
        if (Activity.Current is not { } current) return call;
        // The caller's headers stay the caller's: they may be shared between calls.
        var headers = new Metadata();
        foreach (var entry in call.Headers ?? []) headers.Add(entry);
        DistributedContextPropagator.Current.Inject(current, headers, static (carrier, name, value) =>
        {
            var headers = (Metadata)carrier!;
            if (headers.Get(name) is null) headers.Add(name, value);
        });
        return call.WithHeaders(headers);
    }

    /// <summary>Ends the span; only the first end counts.</summary>
    /// <param name="failure">What the call failed with; null where it went well.</param>
    public void End(RecsysException? failure = null) =>
        End(failure?.StatusCode ?? StatusCode.OK, failure?.Reason, failure?.Status.Detail);

    /// <summary>Ends the span of a call that its caller let go before it was done.</summary>
    public void LetGo() => End(StatusCode.Cancelled, null, null);

    private void End(StatusCode code, string? reason, string? detail)
    {
        if (_span is null || Interlocked.Exchange(ref _ended, 1) != 0) return;
        var outer = Activity.Current;
        _span.SetTag("rpc.grpc.status_code", (int)code);
        if (code != StatusCode.OK)
        {
            _span.SetTag("error.type", string.IsNullOrEmpty(reason) ? code.ToString() : reason);
            _span.SetStatus(ActivityStatusCode.Error, detail);
        }
        _span.Stop();
        // A span that stops makes its parent the current one, wherever that is.
        Activity.Current = outer == _span ? _outer : outer;
    }
}
