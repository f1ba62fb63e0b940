using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Errors;
using Recsys.Server.Fronts.Json.Writing;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>An answer of many messages, a line each, sent as they come.</summary>
internal sealed class AnswerLines(HttpContext http, CancellationToken cancellation)
{
    private static ReadOnlySpan<byte> ErrorStart => "{\"error\":"u8;

    private static ReadOnlySpan<byte> ErrorEnd => "}\n"u8;

    /// <summary>Writes a line.</summary>
    /// <param name="message">The message.</param>
    /// <param name="hold">Whether it can wait for the next one.</param>
    /// <exception cref="RpcException">CANCELLED: nobody reads.</exception>
    public async Task WriteAsync(IMessage message, bool hold)
    {
        cancellation.ThrowIfCancellationRequested();
        Begin();
        var body = http.Response.BodyWriter;
        JsonAnswers.Write(body, message, pretty: false);
        body.Write("\n"u8);
        if (hold) return;
        var flushed = await FlushAsync();
        if (flushed.IsCompleted) throw RpcErrors.GivenUp();
    }

    /// <summary>Sends what was held back; an answer of no lines is an answer too.</summary>
    public async Task EndAsync()
    {
        Begin();
        await FlushAsync();
    }

    /// <summary>Tells, behind lines that are sent, that the call failed.</summary>
    public static async Task FailAsync(HttpContext http, RpcException error)
    {
        var body = http.Response.BodyWriter;
        body.Write(ErrorStart);
        JsonAnswers.Write(body, JsonErrors.StatusOf(error), pretty: false);
        body.Write(ErrorEnd);
        await body.FlushAsync(http.RequestAborted);
    }

    // A flush that is cancelled ends the answer without a word; one that is only left leaves room for the error.
    private ValueTask<FlushResult> FlushAsync()
    {
        var flushing = http.Response.BodyWriter.FlushAsync(CancellationToken.None);
        return flushing.IsCompleted ? flushing : new(flushing.AsTask().WaitAsync(cancellation));
    }

    private void Begin()
    {
        if (http.Response.HasStarted) return;
        http.Response.ContentType = MediaTypes.Lines;
        JsonErrors.SetSafetyHeaders(http.Response.Headers);
    }
}
