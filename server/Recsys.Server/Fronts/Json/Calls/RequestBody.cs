using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Recsys.Server.Errors;
using Recsys.V1;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>The body of a request, within the limit that messages have in any language.</summary>
internal sealed class RequestBody(HttpContext http, int maxBytes)
{
    /// <summary>Reads it as it comes; what it throws is better read through <see cref="ReadAsync"/>.</summary>
    public PipeReader Reader { get; } = http.Request.BodyReader;

    /// <summary>Whether the request says that it has one, or says nothing about it.</summary>
    public bool MayBeThere =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? http.Request.ContentLength > 0;

    /// <summary>Takes the limits of the whole body away: a stream is as long and as slow as its sender likes.</summary>
    public void MakeStream()
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
    }

    /// <summary>Reads all of it.</summary>
    /// <param name="use">Is given the bytes, which are gone when it returns; not called where there are none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RpcException">It is too large, broken, or its sender left.</exception>
    public async Task ReadAllAsync(Action<ReadOnlySequence<byte>> use, CancellationToken cancellation)
    {
        if (http.Request.ContentLength > maxBytes) throw TooLarge();
        while (true)
        {
            var read = await ReadAsync(cancellation);
            bool isAll = read.IsCompleted || read.Buffer.Length > maxBytes;
            try
            {
                CheckHeld(read.Buffer.Length);
                if (isAll && !read.Buffer.IsEmpty) use(read.Buffer);
            }
            finally
            {
                // Also where it is wrong: the connection goes on behind it.
                Reader.AdvanceTo(isAll ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
            }
            if (isAll) return;
        }
    }

    /// <summary>Waits for more of it.</summary>
    /// <exception cref="RpcException">It is broken, or its sender left.</exception>
    public async ValueTask<ReadResult> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return await Reader.ReadAsync(cancellation);
        }
        catch (BadHttpRequestException error)
        {
            throw error.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge() : Broken();
        }
        catch (IOException)
        {
            throw RpcErrors.GivenUp();
        }
    }

    /// <summary>Refuses a message of more bytes than the server accepts.</summary>
    /// <exception cref="RpcException">It is too large.</exception>
    public void CheckHeld(long bytes)
    {
        if (bytes > maxBytes) throw TooLarge();
    }

    private RpcException TooLarge() => RpcErrors.Make(
        StatusCode.ResourceExhausted, ErrorReasons.MessageTooLarge,
        $"The message is larger than the {maxBytes} bytes this server accepts.");

    private static RpcException Broken() => RpcErrors.Make(
        StatusCode.InvalidArgument, ErrorReasons.UnreadableMessage,
        "The body of the request came too slowly, is cut off, or is not framed as HTTP says.");
}
