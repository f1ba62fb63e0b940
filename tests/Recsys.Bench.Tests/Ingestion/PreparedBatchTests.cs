using System.Buffers;
using Grpc.Core;
using Recsys.Bench.Ingestion;
using Recsys.V1;

namespace Recsys.Bench.Tests.Ingestion;

public class PreparedBatchTests
{
    private static readonly InteractionSamples Samples =
        new(["c1", "c2"], ["p1", "p2", "p3"], 1, DateTimeOffset.UnixEpoch.AddYears(50));

    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(long.MaxValue)]
    public void Write_AnyNumber_IsTheMessageWithNewIds(long number)
    {
        var interactions = Samples.Next(50);
        var expected = new IngestInteractionsRequest
        {
            BatchNumber = number, Interactions = { interactions.Select(item => item.Clone()) },
        };
        for (int i = 0; i < interactions.Length; i++) expected.Interactions[i].Id = $"{900 + i:D16}";

        var batch = new PreparedBatch(interactions) { Number = number };
        batch.Renew(900);

        Assert.Equal(expected, IngestInteractionsRequest.Parser.ParseFrom(Written(batch)));
    }

    private static byte[] Written(PreparedBatch batch)
    {
        var context = new WrittenContext();
        PreparedBatch.Marshaller.ContextualSerializer(batch, context);
        Assert.Equal(context.Length, context.Writer.WrittenCount);
        return context.Writer.WrittenSpan.ToArray();
    }

    private sealed class WrittenContext : SerializationContext
    {
        public ArrayBufferWriter<byte> Writer { get; } = new();

        public int Length { get; private set; }

        public override void Complete()
        {
        }

        public override void Complete(byte[] payload) => Writer.Write(payload);

        public override IBufferWriter<byte> GetBufferWriter() => Writer;

        public override void SetPayloadLength(int payloadLength) => Length = payloadLength;
    }
}
