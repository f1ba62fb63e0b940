using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;

namespace Recsys.Server.Fronts.Json.Writing;

/// <summary>Writes one message as one JSON value.</summary>
internal static class JsonAnswers
{
    // Answers are never put into a page as they are, so that no letter of any language needs an escape.
    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true,
    };

    private static readonly JsonWriterOptions Indented = Compact with { Indented = true };

    /// <summary>Writes a message, indented where people will read it.</summary>
    public static void Write(IBufferWriter<byte> bytes, IMessage message, bool pretty)
    {
        using var writer = new Utf8JsonWriter(bytes, pretty ? Indented : Compact);
        MessageWriter.Of(message.Descriptor).Write(writer, message);
    }
}
