using System.Buffers;

namespace Grpc.Core;

/// <summary>Collects one message in an array.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? _writer;
    private byte[]? _payload;

    public byte[] Payload =>
        _payload ?? throw new InvalidOperationException("The marshaller did not complete the message.");

    public override void Complete(byte[] payload)
    {
        RequireOpen();
        _payload = payload;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        RequireOpen();
        return _writer ??= new ArrayBufferWriter<byte>();
    }

    public override void Complete()
    {
        RequireOpen();
        _payload = _writer is null ? [] : _writer.WrittenSpan.ToArray();
    }

    private void RequireOpen()
    {
        if (_payload is not null) throw new InvalidOperationException("The message is already complete.");
    }
}
