namespace Grpc.Core;

/// <summary>Hints on how one message is written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait to be sent together with the next one.</summary>
    BufferHint = 0x1,
    /// <summary>The message is sent uncompressed, whatever the call uses.</summary>
    NoCompress = 0x2,
}
