using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Recsys.Server.Fronts.OnePort;

/// <summary>
/// Looks at the first bytes of a connection, without taking them, and hands it to HTTP/2 if they are the preface that
/// every HTTP/2 client begins with, to HTTP/1.1 if not. Costs a request nothing: a connection is looked at once.
/// </summary>
/// <param name="limit">How long a client may take to say enough; then the connection is closed.</param>
/// <param name="time">Clock of that limit.</param>
internal sealed class ConnectionSplit(TimeSpan limit, TimeProvider time)
{
    private ConnectionDelegate? _http1;

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0"u8;

    /// <summary>Takes the pipeline of HTTP/1.1; this endpoint must be bound before the other.</summary>
    public ConnectionDelegate KeepHttp1(ConnectionDelegate next) => _http1 = next;

    /// <summary>Stands before the pipeline of HTTP/2.</summary>
    public ConnectionDelegate BeforeHttp2(ConnectionDelegate next) => async connection =>
    {
        bool? isHttp2 = await IsHttp2Async(connection);
        if (isHttp2 is { } known) await (known ? next : _http1!)(connection);
    };

    /// <summary>Whether a connection begins as HTTP/2 does; null as long as it may still do either.</summary>
    internal static bool? BeginsAsHttp2(in ReadOnlySequence<byte> received)
    {
        Span<byte> first = stackalloc byte[Preface.Length];
        int count = (int)Math.Min(received.Length, first.Length);
        received.Slice(0, count).CopyTo(first);
        if (!first[..count].SequenceEqual(Preface[..count])) return false;
        return count == first.Length ? true : null;
    }

    // Null where the connection ended, or took too long, before it said what it is.
    private async Task<bool?> IsHttp2Async(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        long examined = 0;
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested;
        using var late = new CancellationTokenSource(limit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping ?? default);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(end.Token);
                if (Look(input, read, ref examined, out bool? isHttp2)) return isHttp2;
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or ConnectionAbortedException)
        {
            return null;
        }
    }

    // Consumes nothing. What is examined only ever grows, as pipes want it, and ends before what is to be read again.
    private static bool Look(PipeReader input, ReadResult read, ref long examined, out bool? isHttp2)
    {
        var buffer = read.Buffer;
        isHttp2 = BeginsAsHttp2(buffer);
        if (isHttp2 is null && read.IsCompleted && buffer.Length > 0) isHttp2 = false;
        bool over = isHttp2 is not null || read.IsCompleted;
        if (!over) examined = buffer.Length;
        input.AdvanceTo(buffer.Start, buffer.GetPosition(examined));
        return over;
    }
}
