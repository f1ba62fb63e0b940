using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>Takes methods in and puts the server's interceptors before each, the first outermost.</summary>
internal sealed class MethodBinder(IReadOnlyList<Interceptor> interceptors) : ServiceBinderBase
{
    private readonly Dictionary<string, ServedMethod> _methods = new(StringComparer.Ordinal);

    /// <summary>The methods by <see cref="ServedMethod.FullName"/>.</summary>
    public IReadOnlyDictionary<string, ServedMethod> Methods => _methods;

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        foreach (var interceptor in interceptors.Reverse())
        {
            var inner = handler!;
            handler = (request, context) => interceptor.UnaryServerHandler(request, context, inner);
        }
        _methods.Add(method.FullName, new UnaryMethod<TRequest, TResponse>(method, handler!));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        foreach (var interceptor in interceptors.Reverse())
        {
            var inner = handler!;
            handler = (requests, context) => interceptor.ClientStreamingServerHandler(requests, context, inner);
        }
        _methods.Add(method.FullName, new ClientStreamMethod<TRequest, TResponse>(method, handler!));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        foreach (var interceptor in interceptors.Reverse())
        {
            var inner = handler!;
            handler = (request, answers, context) =>
                interceptor.ServerStreamingServerHandler(request, answers, context, inner);
        }
        _methods.Add(method.FullName, new ServerStreamMethod<TRequest, TResponse>(method, handler!));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        foreach (var interceptor in interceptors.Reverse())
        {
            var inner = handler!;
            handler = (requests, answers, context) =>
                interceptor.DuplexStreamingServerHandler(requests, answers, context, inner);
        }
        _methods.Add(method.FullName, new DuplexMethod<TRequest, TResponse>(method, handler!));
    }
}
