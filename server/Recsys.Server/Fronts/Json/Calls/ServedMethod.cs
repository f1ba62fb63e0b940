using Grpc.Core;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>A method as the JSON front calls it: the service's own code behind all interceptors.</summary>
internal abstract class ServedMethod(IMethod method)
{
    /// <summary>Path of the method: <c>/package.Service/Method</c>.</summary>
    public string FullName => method.FullName;

    /// <summary>How many messages go which way.</summary>
    public MethodType Type => method.Type;

    /// <summary>Whether the answer is lines, one message each.</summary>
    public bool AnswersLines => Type is MethodType.ServerStreaming or MethodType.DuplexStreaming;

    /// <summary>Whether the request may be lines.</summary>
    public bool TakesLines => Type is MethodType.ClientStreaming or MethodType.DuplexStreaming;

    /// <summary>Reads the request, runs the method, writes the answer.</summary>
    /// <exception cref="RpcException">The call failed; what was written before stays.</exception>
    public abstract Task RunAsync(JsonCall call);
}
