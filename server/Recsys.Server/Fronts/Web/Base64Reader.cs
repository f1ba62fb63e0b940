using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.V1;

namespace Recsys.Server.Fronts.Web;

/// <summary>
/// Reads base64 from another reader, wherever its bytes are cut. Padding may end any group of four, since a sender of
/// several frames may encode each by itself.
/// </summary>
internal sealed class Base64Reader(PipeReader inner) : PipeReader
{
    private const int BlockLength = 4096;

    private static readonly SearchValues<byte> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    // What is decoded and not yet taken. The writer never waits: what is read is what the reader asks for.
    private readonly Pipe _decoded = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private long _position;

    public override bool TryRead(out ReadResult result)
    {
        if (_decoded.Reader.TryRead(out result)) return true;
        return inner.TryRead(out var read) && Decode(read) && _decoded.Reader.TryRead(out result);
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_decoded.Reader.TryRead(out var result)) return result;
            var read = await inner.ReadAsync(cancellationToken);
            if (read.IsCanceled)
            {
                inner.AdvanceTo(read.Buffer.Start);
                return new ReadResult(default, isCanceled: true, isCompleted: false);
            }
            Decode(read);
        }
    }

    public override void AdvanceTo(SequencePosition consumed) => _decoded.Reader.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
        _decoded.Reader.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
        _decoded.Writer.Complete();
        _decoded.Reader.Complete();
        inner.Complete(exception);
    }

    // Takes whole groups of four and leaves the rest to the next read. True where that gave bytes or the end.
    private bool Decode(in ReadResult read)
    {
        var text = read.Buffer;
        long whole = text.Length / 4 * 4;
        try
        {
            DecodeGroups(text.Slice(0, whole));
            if (read.IsCompleted && whole < text.Length) throw CutOff();
        }
        catch (RpcException)
        {
            inner.AdvanceTo(text.End);
            throw;
        }
        inner.AdvanceTo(text.GetPosition(whole), text.End);
        if (whole > 0) Flush();
        if (read.IsCompleted) _decoded.Writer.Complete();
        return whole > 0 || read.IsCompleted;
    }

    private void DecodeGroups(in ReadOnlySequence<byte> text)
    {
        Span<byte> block = stackalloc byte[BlockLength];
        for (long at = 0; at < text.Length;)
        {
            int count = (int)Math.Min(BlockLength, text.Length - at);
            text.Slice(at, count).CopyTo(block);
            DecodeBlock(block[..count]);
            at += count;
        }
    }

    private void DecodeBlock(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            // Up to the first group that is padded, and that one with it.
            int padding = text.IndexOf((byte)'=');
            int end = padding < 0 ? text.Length : padding / 4 * 4 + 4;
            var bytes = _decoded.Writer.GetSpan(end / 4 * 3);
            var outcome = Base64.DecodeFromUtf8(text[..end], bytes, out int consumed, out int written);
            if (outcome != OperationStatus.Done || consumed != end) throw NoBase64(text, consumed);
            _decoded.Writer.Advance(written);
            _position += end;
            text = text[end..];
        }
    }

    // Completes at once, since the writer never waits.
    private void Flush()
    {
        var flushed = _decoded.Writer.FlushAsync();
        if (!flushed.IsCompletedSuccessfully) throw new InvalidOperationException("A pipe without a limit waited.");
        flushed.GetAwaiter().GetResult();
    }

    private RpcException NoBase64(ReadOnlySpan<byte> text, int decoded)
    {
        int stranger = text.IndexOfAnyExcept(Alphabet);
        int wrong = stranger < 0 ? decoded : stranger;
        return Unreadable($"The body is no base64 from character {_position + wrong + 1} on.");
    }

    private RpcException CutOff() => Unreadable(
        $"The body is no whole base64: it ends within the group of four that begins at character {_position + 1}.");

    private static RpcException Unreadable(string message) =>
        RpcErrors.Make(StatusCode.InvalidArgument, ErrorReasons.UnreadableMessage, message);
}
