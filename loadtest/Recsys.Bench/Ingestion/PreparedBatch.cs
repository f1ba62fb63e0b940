using System.Buffers.Text;
using Google.Protobuf;
using Grpc.Core;
using Recsys.V1;

namespace Recsys.Bench.Ingestion;

/// <summary>
/// A batch of interactions that was serialized once and is sent many times: only the ids, which have a fixed width, are
/// written anew each time, so that making load costs next to nothing beside taking it.
/// </summary>
internal sealed class PreparedBatch
{
    private const int IdBytes = 16;
    private static readonly string Placeholder = new('0', IdBytes);
    private readonly byte[] _body;
    private readonly int[] _ids;

    public PreparedBatch(IReadOnlyList<Interaction> interactions)
    {
        using var body = new MemoryStream();
        var writer = new CodedOutputStream(body);
        _ids = new int[interactions.Count];
        for (int i = 0; i < interactions.Count; i++)
        {
            interactions[i].Id = Placeholder;
            writer.WriteTag(IngestInteractionsRequest.InteractionsFieldNumber, WireFormat.WireType.LengthDelimited);
            writer.WriteMessage(interactions[i]);
            writer.Flush();
            // The id is field 1 and so the first of the interaction: tag, length, text.
            _ids[i] = (int)body.Length - interactions[i].CalculateSize() + 2;
        }
        _body = body.ToArray();
    }

    /// <summary>Interactions in it.</summary>
    public int Count => _ids.Length;

    /// <summary>Number of the batch in its stream.</summary>
    public long Number { get; set; }

    /// <summary>How the call sends it.</summary>
    public static Marshaller<PreparedBatch> Marshaller { get; } = new(
        (batch, context) => batch.Write(context), _ => throw new NotSupportedException("It is only sent."));

    /// <summary>Gives every interaction an id of its own.</summary>
    /// <param name="first">The first id as a number; the others follow.</param>
    public void Renew(long first)
    {
        for (int i = 0; i < _ids.Length; i++)
        {
            var id = _body.AsSpan(_ids[i], IdBytes);
            Utf8Formatter.TryFormat(first + i, id, out _, new System.Buffers.StandardFormat('D', IdBytes));
        }
    }

    private void Write(SerializationContext context)
    {
        int number = 1 + CodedOutputStream.ComputeInt64Size(Number);
        context.SetPayloadLength(number + _body.Length);
        var target = context.GetBufferWriter();
        var span = target.GetSpan(number + _body.Length);
        span[0] = IngestInteractionsRequest.BatchNumberFieldNumber << 3;
        int at = 1;
        for (ulong rest = (ulong)Number; ; rest >>= 7)
        {
            span[at++] = (byte)(rest < 0x80 ? rest : rest | 0x80);
            if (rest < 0x80) break;
        }
        _body.CopyTo(span[at..]);
        target.Advance(at + _body.Length);
        context.Complete();
    }
}
