using Grpc.Core;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>One request, many answers.</summary>
internal sealed class ServerStreamMethod<TRequest, TResponse>(
    Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler)
    : ServedMethod(method)
    where TRequest : class
    where TResponse : class
{
    public override async Task RunAsync(JsonCall call)
    {
        var request = await call.ReadAsync();
        await handler((TRequest)request, new AnswerStream<TResponse>(call.Answers), call.Context);
        await call.Answers.EndAsync();
    }
}
