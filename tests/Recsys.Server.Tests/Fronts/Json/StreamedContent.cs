using System.Net;
using System.Net.Http.Headers;

namespace Recsys.Server.Tests.Fronts.Json;

/// <summary>A body of unknown length: some bytes, and then whatever a test does.</summary>
internal sealed class StreamedContent : HttpContent
{
    private readonly byte[] _first;
    private readonly Func<Stream, Task> _rest;

    public StreamedContent(byte[] first, Task? end = null)
        : this(first, async _ => await (end ?? Task.CompletedTask), "application/json")
    {
    }

    public StreamedContent(byte[] first, Func<Stream, Task> rest, string type)
    {
        (_first, _rest) = (first, rest);
        Headers.ContentType = new MediaTypeHeaderValue(type);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_first);
        await stream.FlushAsync();
        await _rest(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
