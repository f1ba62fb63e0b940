using Google.Protobuf;
using Grpc.Core;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>One request, one answer.</summary>
internal sealed class UnaryMethod<TRequest, TResponse>(
    Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler) : ServedMethod(method)
    where TRequest : class
    where TResponse : class
{
    public override async Task RunAsync(JsonCall call)
    {
        var request = await call.ReadAsync();
        var answer = await handler((TRequest)request, call.Context);
        await call.AnswerAsync((IMessage)answer);
    }
}
