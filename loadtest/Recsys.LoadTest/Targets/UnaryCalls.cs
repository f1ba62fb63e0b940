using Grpc.Core;
using Recsys.LoadTest.Running;

namespace Recsys.LoadTest.Targets;

/// <summary>Sends encoded messages over one connection; answers are received whole and thrown away unread.</summary>
internal sealed class UnaryCalls(CallInvoker calls, string? apiKey, TimeSpan deadline)
{
    private const string Service = "recsys.v1.RecommendationService";
    private static readonly object Answer = new();

    private static readonly Marshaller<LoadCall> Requests = Marshallers.Create<LoadCall>(
        (call, context) =>
        {
            context.SetPayloadLength(call.Message.Length);
            var writer = context.GetBufferWriter();
            call.Message.Span.CopyTo(writer.GetSpan(call.Message.Length));
            writer.Advance(call.Message.Length);
            context.Complete();
        },
        _ => throw new NotSupportedException("It is only sent."));

    private static readonly Marshaller<object> Answers = Marshallers.Create<object>(
        (_, _) => throw new NotSupportedException("It is only received."), _ => Answer);

    private static readonly Method<LoadCall, object>[] Methods =
    [
        new(MethodType.Unary, Service, "RecommendForUser", Requests, Answers),
        new(MethodType.Unary, Service, "SimilarProducts", Requests, Answers),
    ];

    private readonly Metadata _plain = CallMetadata.Of(apiKey, withTiming: false);
    private readonly Metadata _timed = CallMetadata.Of(apiKey, withTiming: true);

    public async void Begin(LoadCall call)
    {
        LoadReply reply;
        try
        {
            var options = new CallOptions(call.WithTiming ? _timed : _plain, DateTime.UtcNow + deadline);
            using var sent = calls.AsyncUnaryCall(Methods[(int)call.Method], null, options, call);
            await sent.ResponseAsync.ConfigureAwait(false);
            reply = new LoadReply(
                LoadReply.Ok, call.WithTiming ? CallMetadata.ServerTiming(sent.GetTrailers()) : null);
        }
        catch (RpcException error)
        {
            reply = new LoadReply(CallMetadata.NameOf(error.StatusCode));
        }
        catch (Exception error) when (error is ObjectDisposedException or InvalidOperationException)
        {
            // The connection was closed under it, at the end of a run.
            reply = new LoadReply(CallMetadata.NameOf(StatusCode.Cancelled));
        }
        call.End(reply);
    }
}
