using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;

namespace Recsys.Client.Conformance;

/// <summary>Calls any method of the contract, by its name.</summary>
internal static class GenericCall
{
    public static async Task<JsonObject> RunAsync(RecsysClient client, JsonObject request)
    {
        var method = Methods.Find((string)request["method"]!);
        var messages = (request["requests"]?.AsArray() ?? []).Select(one => Json.Read(method.Input, one)).ToArray();
        using var cancel = new CancellationTokenSource();
        var options = new CallOptions(cancellationToken: cancel.Token);
        if ((int?)request["timeout_ms"] is > 0 and var timeout)
            options = options.WithDeadline(DateTime.UtcNow.AddMilliseconds(timeout));
        var call = new CallUnderWay(cancel, (string?)request["cancel"] ?? "");

        JsonObject answer;
        try
        {
            await RunAsync(client.Calls, method.Method, options, messages, call);
            answer = new JsonObject { ["code"] = "OK" };
        }
        catch (RecsysException error)
        {
            answer = Json.Failure(error);
        }
        answer["responses"] = new JsonArray([.. call.Responses.Select(Json.Write)]);
        return answer;
    }

    private static async Task RunAsync(
        CallInvoker calls, Method<IMessage, IMessage> method, CallOptions options, IMessage[] messages,
        CallUnderWay call)
    {
        switch (method.Type)
        {
            case MethodType.Unary:
                using (var unary = calls.AsyncUnaryCall(method, null, options, messages.Single()))
                {
                    call.Begun();
                    call.Take(await unary);
                }
                break;
            case MethodType.ServerStreaming:
                using (var reading = calls.AsyncServerStreamingCall(method, null, options, messages.Single()))
                {
                    call.Begun();
                    await ReadAsync(reading.ResponseStream, call);
                }
                break;
            case MethodType.ClientStreaming:
                using (var writing = calls.AsyncClientStreamingCall(method, null, options))
                {
                    call.Begun();
                    await WriteAsync(writing.RequestStream, messages);
                    call.Take(await writing);
                }
                break;
            default:
                using (var both = calls.AsyncDuplexStreamingCall(method, null, options))
                {
                    call.Begun();
                    var read = ReadAsync(both.ResponseStream, call);
                    await WriteAsync(both.RequestStream, messages);
                    await read;
                }
                break;
        }
    }

    private static async Task ReadAsync(IAsyncStreamReader<IMessage> answers, CallUnderWay call)
    {
        while (await answers.MoveNext(CancellationToken.None)) call.Take(answers.Current);
    }

    private static async Task WriteAsync(IClientStreamWriter<IMessage> requests, IMessage[] messages)
    {
        try
        {
            foreach (var message in messages) await requests.WriteAsync(message);
            await requests.CompleteAsync();
        }
        catch (Exception error) when (error is RpcException or InvalidOperationException or IOException)
        {
            // The call is over, and why is what its answer ends with.
        }
    }
}
