using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Fronts.Json.Binding;
using Recsys.Server.Fronts.Json.Reading;
using Recsys.Server.Fronts.Json.Routing;
using Recsys.Server.Fronts.Json.Writing;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>One call by JSON: its request in parts, and the way of its answer.</summary>
internal sealed class JsonCall(
    HttpContext http, JsonRoute route, IReadOnlyList<string> pathValues, JsonCallContext context, RequestBody body)
{
    /// <summary>The call as the method sees it.</summary>
    public JsonCallContext Context => context;

    /// <summary>The answer of a method that writes many messages.</summary>
    public AnswerLines Answers { get; } = new(http, context.CancellationToken);

    /// <summary>
    /// The one request of the call.
    /// <list type="number">
    /// <item>The body, whole or as one field.</item>
    /// <item>What the path says.</item>
    /// <item>What the query says, of all that is in neither.</item>
    /// </list>
    /// </summary>
    /// <exception cref="RpcException">It cannot be read, or says what it cannot mean.</exception>
    public async Task<IMessage> ReadAsync()
    {
        var request = route.Method.InputType.Parser.ParseFrom(ByteString.Empty);
        // 1. The body.
        if (route.HasBody) await ReadBodyAsync(request);
        var wrong = new Services.Validation.Violations();
        // 2. The path.
        PathBinding.Apply(route, pathValues, request, wrong);
        // 3. The query.
        QueryBinding.Apply(route, http.Request.QueryString.Value ?? "", request, wrong);
        wrong.ThrowIfAny();
        return request;
    }

    /// <summary>The requests of a call that reads many.</summary>
    public RequestLines Requests()
    {
        body.MakeStream();
        bool isOneValue = MediaTypes.Of(http.Request) != MediaTypes.Lines;
        return new RequestLines(body, route.Method.InputType, isOneValue);
    }

    /// <summary>Writes the one answer of the call.</summary>
    public async Task AnswerAsync(IMessage answer)
    {
        if (context.Status.StatusCode != StatusCode.OK) throw new RpcException(context.Status);
        context.TellTrailers();
        using var bytes = new PooledBytes();
        JsonAnswers.Write(bytes, answer, JsonErrors.WantsIndented(http.Request));
        await JsonErrors.SendAsync(http, StatusCodes.Status200OK, bytes);
    }

    // A call whose path says everything, such as :activate, needs no body.
    private Task ReadBodyAsync(IMessage request) => body.ReadAllAsync(
        json =>
        {
            if (route.BodyField is not { } field)
            {
                JsonRequest.Read(json, request);
                return;
            }
            var value = field.MessageType.Parser.ParseFrom(ByteString.Empty);
            field.Accessor.SetValue(request, value);
            JsonRequest.Read(json, value, field.Name);
        },
        context.CancellationToken);
}
