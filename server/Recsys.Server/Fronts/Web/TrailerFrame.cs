using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Fronts.Web;

/// <summary>The last frame of a gRPC-Web answer: the trailers as lines of text, marked by the frame's highest
/// bit.</summary>
internal static class TrailerFrame
{
    private const byte Mark = 0x80;
    private const int HeaderLength = 5;

    /// <summary>Writes the frame, its header with it.</summary>
    public static void Write(IBufferWriter<byte> writer, IHeaderDictionary trailers)
    {
        var lines = new StringBuilder();
        foreach (var (name, values) in trailers)
            foreach (string? value in values)
                lines.Append(name.ToLowerInvariant()).Append(':').Append(value).Append("\r\n");
        string text = lines.ToString();
        // Trailers are ASCII: what is not is percent-encoded or base64 by then.
        int length = Encoding.ASCII.GetByteCount(text);
        var frame = writer.GetSpan(HeaderLength + length);
        frame[0] = Mark;
        BinaryPrimitives.WriteInt32BigEndian(frame[1..], length);
        Encoding.ASCII.GetBytes(text, frame[HeaderLength..]);
        writer.Advance(HeaderLength + length);
    }
}
