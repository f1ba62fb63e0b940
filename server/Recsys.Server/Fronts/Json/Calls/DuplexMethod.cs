using Grpc.Core;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>Many requests, many answers, both at once.</summary>
internal sealed class DuplexMethod<TRequest, TResponse>(
    Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler)
    : ServedMethod(method)
    where TRequest : class
    where TResponse : class
{
    public override async Task RunAsync(JsonCall call)
    {
        await handler(
            new RequestStream<TRequest>(call.Requests()), new AnswerStream<TResponse>(call.Answers), call.Context);
        await call.Answers.EndAsync();
    }
}
