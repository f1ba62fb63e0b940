using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Recsys.Pipeline.Checksums;
using Recsys.Storage.Records;

namespace Recsys.Storage.Files;

/// <summary>Small files of JSON behind a line with its CRC-32C in hex; replaced whole.</summary>
internal static class CheckedJson
{
    private const int HeadBytes = 9;

    public static void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var line = Encoding.ASCII.GetBytes(Crc32C.Of(json).ToString("x8", CultureInfo.InvariantCulture) + "\n");
        AtomicFile.Write(path, line, json);
    }

    /// <summary>Reads one; null when it is damaged.</summary>
    public static T? TryRead<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        var bytes = File.ReadAllBytes(path);
        bool whole = bytes.Length >= HeadBytes
            && uint.TryParse(bytes.AsSpan(0, 8), NumberStyles.HexNumber, null, out uint crc)
            && crc == Crc32C.Of(bytes.AsSpan(HeadBytes));
        return whole ? JsonSerializer.Deserialize(bytes.AsSpan(HeadBytes), type) : null;
    }
}
