using Google.Protobuf;
using Grpc.Core;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>The lines of an answer as a method writes them.</summary>
internal sealed class AnswerStream<TResponse>(AnswerLines lines) : IServerStreamWriter<TResponse>
    where TResponse : class
{
    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(TResponse message) => lines.WriteAsync(
        (IMessage)message, hold: WriteOptions is { } options && options.Flags.HasFlag(WriteFlags.BufferHint));
}
