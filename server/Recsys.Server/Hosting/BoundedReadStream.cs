using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.V1;

namespace Recsys.Server.Hosting;

/// <summary>Reads another stream and ends the call once more than so many bytes have come.</summary>
internal sealed class BoundedReadStream(Stream inner, int maxBytes) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw ReadsOnly();

    public override long Position
    {
        get => throw ReadsOnly();
        set => throw ReadsOnly();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Counted(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await inner.ReadAsync(buffer, cancellationToken));

    public override void Flush() => throw ReadsOnly();

    public override long Seek(long offset, SeekOrigin origin) => throw ReadsOnly();

    public override void SetLength(long value) => throw ReadsOnly();

    public override void Write(byte[] buffer, int offset, int count) => throw ReadsOnly();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private static NotSupportedException ReadsOnly() => new("This stream only reads forward.");

    private int Counted(int count)
    {
        _read += count;
        if (_read <= maxBytes) return count;
        throw RpcErrors.Make(
            StatusCode.ResourceExhausted, ErrorReasons.MessageTooLarge,
            $"Decompressed, the message is larger than the {maxBytes} bytes this server accepts.");
    }
}
