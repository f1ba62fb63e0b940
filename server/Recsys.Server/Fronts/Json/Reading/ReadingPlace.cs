using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Server.Services.Validation;
using Recsys.V1;

namespace Recsys.Server.Fronts.Json.Reading;

/// <summary>Where in a request the reader is, and what was wrong so far.</summary>
internal sealed class ReadingPlace(ReadOnlySequence<byte> json, string firstField, long firstLine)
{
    private const int MostNameLength = 128;
    private readonly List<(string Name, int Index)> _path = [];

    /// <summary>What was wrong; a request is read to its end, so that its sender learns all of it.</summary>
    public Violations Wrong { get; } = new();

    /// <summary>Goes into a field.</summary>
    public void Enter(string field) => _path.Add((field, -1));

    /// <summary>Goes into an element of a list.</summary>
    public void Enter(int index) => _path.Add(("", index));

    /// <summary>Comes out of it again.</summary>
    public void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Notes that the value here is wrong and goes over it.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="description">Reads on from the field's name.</param>
    public void Refuse(ref Utf8JsonReader reader, string description)
    {
        var (line, column) = PlaceOf(reader.TokenStartIndex);
        string where = string.Create(CultureInfo.InvariantCulture, $"(line {line}, column {column}) ");
        Wrong.Add(Path(), where + description);
        reader.Skip();
    }

    /// <summary>Notes that there is no field of a name, and goes over its value.</summary>
    /// <param name="reader">Stands on the name.</param>
    /// <param name="known">The fields there are.</param>
    public void RefuseName(ref Utf8JsonReader reader, string known)
    {
        string name = Text(ref reader);
        Enter(name.Length <= MostNameLength ? name : string.Concat(name.AsSpan(0, MostNameLength), "…"));
        Refuse(ref reader, $"is not a field here; there are {known}.");
        Leave();
    }

    /// <summary>The text of a string or a name.</summary>
    /// <exception cref="RpcException">It is not Unicode.</exception>
    public string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode(reader.TokenStartIndex);
        }
    }

    /// <summary>A string here is half a surrogate pair, or its bytes are not UTF-8.</summary>
    public RpcException NotUnicode(long offset) => Malformed(offset, "a string here is not Unicode text.");

    /// <summary>The parser stopped.</summary>
    public RpcException Malformed(JsonException error)
    {
        long start = 0;
        for (long row = 0; row < error.LineNumber; row++)
        {
            if (json.Slice(start).PositionOf((byte)'\n') is not { } next) break;
            start += json.Slice(json.GetPosition(start), next).Length + 1;
        }
        // The parser's own sentence, without the place that it counts from 0.
        string message = error.Message;
        int cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Malformed(start + (error.BytePositionInLine ?? 0), cut < 0 ? message : message[..cut]);
    }

    private RpcException Malformed(long offset, string message)
    {
        var (line, column) = PlaceOf(offset);
        return RpcErrors.Make(
            StatusCode.InvalidArgument, ErrorReasons.UnreadableMessage,
            string.Create(
                CultureInfo.InvariantCulture, $"The request is no JSON; at line {line}, column {column}: {message}"),
            [("line", line.ToString(CultureInfo.InvariantCulture)),
                ("column", column.ToString(CultureInfo.InvariantCulture))]);
    }

    // Both from 1; columns count characters.
    private (long Line, long Column) PlaceOf(long offset)
    {
        long line = firstLine;
        long column = 1;
        foreach (var part in json.Slice(0, Math.Min(offset, json.Length)))
        {
            foreach (byte b in part.Span)
            {
                if (b == '\n') (line, column) = (line + 1, 1);
                else if ((b & 0xC0) != 0x80) column++;
            }
        }
        return (line, column);
    }

    private string Path()
    {
        var path = new StringBuilder(firstField);
        foreach (var (name, index) in _path)
        {
            if (index >= 0) path.Append(CultureInfo.InvariantCulture, $"[{index}]");
            else path.Append(path.Length > 0 ? "." : "").Append(name);
        }
        return path.Length == 0 ? "body" : path.ToString();
    }
}
