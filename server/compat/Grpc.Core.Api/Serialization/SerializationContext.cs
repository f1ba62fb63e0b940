using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller writes one message. A host overrides what it supports.</summary>
public abstract class SerializationContext
{
    /// <summary>Hands the whole message over; the array must not change afterwards.</summary>
    public virtual void Complete(byte[] payload) => throw Unsupported(nameof(Complete));

    /// <summary>The buffer to write to, to be ended with <see cref="Complete()"/>.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw Unsupported(nameof(GetBufferWriter));

    /// <summary>Says how many bytes will be written, before the first of them.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
        // A host that does not care for the length may ignore it.
    }

    /// <summary>Ends a message written through <see cref="GetBufferWriter"/>.</summary>
    public virtual void Complete() => throw Unsupported(nameof(Complete));

    private NotSupportedException Unsupported(string what) => new($"{GetType()} does not support {what}.");
}
