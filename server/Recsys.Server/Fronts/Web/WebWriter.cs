using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Fronts.Web;

/// <summary>
/// Keeps what is written until it is flushed, then hands it on, as base64 if the caller reads text. A deadline may end
/// the answer from another thread while a message is being written: such a message is dropped whole.
/// </summary>
internal sealed class WebWriter(PipeWriter inner, bool isText) : PipeWriter, IDisposable
{
    private const int FirstLength = 4096;

    // Encoded at once; a multiple of three, so that only the end of a flush is padded.
    private const int BlockLength = 3 * 1024;

    private readonly Lock _lock = new();
    private byte[] _kept = [];
    private int _count;
    private bool _ended;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _count;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _kept.AsMemory(_count);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _kept.AsSpan(_count);
    }

    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, _kept.Length - _count);
        _count += bytes;
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_ended) return new ValueTask<FlushResult>(new FlushResult(isCanceled: false, isCompleted: true));
            HandOn(_kept.AsSpan(0, _count));
            _count = 0;
        }
        return inner.FlushAsync(cancellationToken);
    }

    /// <summary>Hands on what was written and then the last frame; nothing is handed on after it.</summary>
    /// <param name="trailers">What the last frame holds.</param>
    /// <param name="isWriterDone">False where another thread may be writing; then what it wrote is dropped.</param>
    public void End(IHeaderDictionary trailers, bool isWriterDone)
    {
        lock (_lock)
        {
            if (_ended) return;
            _ended = true;
            if (isWriterDone)
            {
                TrailerFrame.Write(this, trailers);
                HandOn(_kept.AsSpan(0, _count));
            }
            else
            {
                var frame = new ArrayBufferWriter<byte>();
                TrailerFrame.Write(frame, trailers);
                HandOn(frame.WrittenSpan);
            }
        }
    }

    /// <summary>Hands nothing on any more: the answer ended without a message.</summary>
    public void Close()
    {
        lock (_lock) _ended = true;
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    /// <summary>Does nothing: the middleware ends the answer, with its trailers.</summary>
    public override void Complete(Exception? exception = null)
    {
        // See above.
    }

    public void Dispose()
    {
        if (_kept.Length > 0) ArrayPool<byte>.Shared.Return(_kept);
        _kept = [];
    }

    private void Reserve(int size)
    {
        int wanted = Math.Max(size, 1);
        if (_kept.Length - _count >= wanted) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(
            Math.Max(FirstLength, Math.Max(_count + wanted, Math.Min(_kept.Length * 2, Array.MaxLength))));
        _kept.AsSpan(0, _count).CopyTo(larger);
        if (_kept.Length > 0) ArrayPool<byte>.Shared.Return(_kept);
        _kept = larger;
    }

    private void HandOn(ReadOnlySpan<byte> bytes)
    {
        if (!isText)
        {
            inner.Write(bytes);
            return;
        }
        while (bytes.Length > 0)
        {
            var block = bytes[..Math.Min(BlockLength, bytes.Length)];
            var text = inner.GetSpan(Base64.GetMaxEncodedToUtf8Length(block.Length));
            Base64.EncodeToUtf8(block, text, out _, out int written);
            inner.Advance(written);
            bytes = bytes[block.Length..];
        }
    }
}
