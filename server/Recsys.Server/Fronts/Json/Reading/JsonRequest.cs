using System.Buffers;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;

namespace Recsys.Server.Fronts.Json.Reading;

/// <summary>Reads one JSON value into a message.</summary>
internal static class JsonRequest
{
    // The contract's deepest message is four levels deep.
    private const int MostDepth = 32;

    /// <summary>Reads a whole body, or a line of one.</summary>
    /// <param name="json">The bytes.</param>
    /// <param name="message">What to fill.</param>
    /// <param name="field">The field of the request that the message is; empty for the request itself.</param>
    /// <param name="firstLine">The line of the whole body that the bytes begin with, from 1.</param>
    /// <exception cref="RpcException">INVALID_ARGUMENT: they are not JSON, which the message says with the place, or
    /// not of this type, which BadRequest says of every field.</exception>
    public static void Read(ReadOnlySequence<byte> json, IMessage message, string field = "", long firstLine = 1)
    {
        var place = new ReadingPlace(json, field, firstLine);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MostDepth });
            reader.Read();
            MessageReader.Of(message.Descriptor).Read(ref reader, message, place);
            // Whatever stands behind the value is malformed.
            reader.Read();
        }
        catch (JsonException error)
        {
            throw place.Malformed(error);
        }
        place.Wrong.ThrowIfAny();
    }
}
