using System.Buffers;
using System.Collections;
using System.IO.Pipelines;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Recsys.Server.Fronts.Json.Reading;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>
/// A request of many messages, a line each, read as it comes; never more than a line or a batch is held. Where all that
/// the message has is a list of records, as in imports, a line may also be one record: those that have arrived go
/// together into one message.
/// </summary>
internal sealed class RequestLines(RequestBody body, MessageDescriptor type, bool isOneValue)
{
    private const int MostRecords = 500;
    private const long MostBatchBytes = 1 << 20;

    private readonly FieldDescriptor? _records = RecordsOf(type);
    private IMessage? _batch;
    private int _batchRecords;
    private long _batchBytes;
    private long _line;
    private bool _ended;

    /// <summary>The field of the records, where lines may be single ones.</summary>
    public static FieldDescriptor? RecordsOf(MessageDescriptor type) =>
        type.Fields.InDeclarationOrder() is [{ IsRepeated: true, IsMap: false, FieldType: FieldType.Message } only]
            ? only : null;

    /// <summary>The next message; null behind the last.</summary>
    /// <exception cref="Grpc.Core.RpcException">It cannot be read; the message names the line.</exception>
    public async Task<IMessage?> NextAsync(CancellationToken cancellation)
    {
        if (isOneValue) return await OneValueAsync(cancellation);
        while (!_ended)
        {
            if (!body.Reader.TryRead(out var read))
            {
                // What has come is not held back for what may come.
                if (_batch is not null) return TakeBatch();
                read = await body.ReadAsync(cancellation);
            }
            if (Take(read) is { } message) return message;
        }
        return _batch is null ? null : TakeBatch();
    }

    private async Task<IMessage?> OneValueAsync(CancellationToken cancellation)
    {
        if (_ended) return null;
        _ended = true;
        IMessage? message = null;
        await body.ReadAllAsync(json => JsonRequest.Read(json, message = Make(type)), cancellation);
        return message;
    }

    // Goes over the lines that are there until a message is complete.
    private IMessage? Take(ReadResult read)
    {
        var rest = read.Buffer;
        IMessage? message = null;
        try
        {
            while (message is null && rest.PositionOf((byte)'\n') is { } end)
            {
                if (TakeLine(rest.Slice(0, end), out message)) rest = rest.Slice(rest.GetPosition(1, end));
            }
            if (message is null) body.CheckHeld(rest.Length);
            // The last line needs no end.
            if (message is null && read.IsCompleted && TakeLine(rest, out message)) (rest, _ended) = (default, true);
        }
        catch
        {
            // The connection goes on behind what is wrong.
            body.Reader.AdvanceTo(read.Buffer.End);
            throw;
        }
        if (_ended) body.Reader.AdvanceTo(read.Buffer.End);
        else body.Reader.AdvanceTo(rest.Start, message is null ? rest.End : rest.Start);
        return message;
    }

    // False where the line has to wait for the batch before it.
    private bool TakeLine(ReadOnlySequence<byte> line, out IMessage? message)
    {
        message = null;
        bool isMessage = IsMessage(line);
        if (isMessage && _batch is not null)
        {
            message = TakeBatch();
            return false;
        }
        _line++;
        body.CheckHeld(line.Length);
        if (IsBlank(line)) return true;
        if (isMessage)
        {
            message = Make(type);
            JsonRequest.Read(line, message, firstLine: _line);
            return true;
        }
        var record = Make(_records!.MessageType);
        JsonRequest.Read(line, record, firstLine: _line);
        _batch ??= Make(type);
        ((IList)_records.Accessor.GetValue(_batch)).Add(record);
        _batchBytes += line.Length;
        if (++_batchRecords >= MostRecords || _batchBytes >= MostBatchBytes) message = TakeBatch();
        return true;
    }

    private IMessage? TakeBatch()
    {
        var batch = _batch;
        (_batch, _batchRecords, _batchBytes) = (null, 0, 0);
        return batch;
    }

    // A whole message begins with its one field, or is empty; a record has no field of that name.
    private bool IsMessage(ReadOnlySequence<byte> line)
    {
        if (_records is null) return true;
        try
        {
            var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !reader.Read()) return false;
            return reader.TokenType == JsonTokenType.EndObject
                || reader.ValueTextEquals(_records.Name) || reader.ValueTextEquals(_records.JsonName);
        }
        catch (JsonException)
        {
            // Reading it as a record tells where.
            return false;
        }
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r')) return false;
        }
        return true;
    }

    private static IMessage Make(MessageDescriptor type) => type.Parser.ParseFrom(ByteString.Empty);
}
