using System.Text;
using FsCheck.Fluent;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Checksums;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Interactions;
using Recsys.Storage.Records;

namespace Recsys.Storage.Tests.Records;

public class CodecTests
{
    private static readonly EntityHead Head = new(false, 77, 12, 1_000, 2_000);

    [Fact]
    public void Product_WrittenAndRead_IsTheSame() => Property.Holds(Generators.Product, product =>
    {
        var body = Body(buffer => WriteProduct(buffer, product));
        Assert.Equal(product.Id, body.Text());
        Assert.Equal(Head, EntityHead.Read(ref body));
        var read = ProductKind.Instance.Read(product.Id, Head, ref body);
        Assert.True(body.AtEnd);
        Assert.Equal(1_000, read.CreatedMs);
        Assert.Equal(2_000, read.UpdatedMs);
        Assert.Equivalent(product with { CreatedMs = 1_000, UpdatedMs = 2_000 }, read, strict: true);
        return true;
    });

    [Fact]
    public void Customer_WrittenAndRead_IsTheSame() => Property.Holds(Generators.Customer, customer =>
    {
        var body = Body(buffer =>
        {
            buffer.Begin(RecordKind.CustomerPut);
            CustomerKind.Instance.WritePayload(buffer, customer);
            buffer.End();
        });
        var read = CustomerKind.Instance.Read(customer.Id, Head, ref body);
        Assert.True(body.AtEnd);
        Assert.Equivalent(customer with { CreatedMs = 1_000, UpdatedMs = 2_000 }, read, strict: true);
        return true;
    });

    [Fact]
    public void Interaction_WrittenAndRead_IsTheSame() => Property.Holds(Generators.Interaction, interaction =>
    {
        var products = new ProductColumns();
        for (int i = 0; i < 10; i++) products.Upsert(Samples.Product(i));
        Assert.True(products.TryGetRow(interaction.ProductId, out int row));
        var body = Body(buffer => InteractionCodec.Write(buffer, interaction, row));
        var view = InteractionCodec.Read(ref body);
        Assert.True(body.AtEnd);
        Assert.Equal(interaction, InteractionCodec.ToInteraction(view, products, new TextPool()));
        return true;
    });

    [Fact]
    public void TryOpen_AnyByteChanged_Refuses() => Property.Holds(
        from product in Generators.Product
        from at in Gen.Choose(0, int.MaxValue)
        from bit in Gen.Choose(0, 7)
        select (product, at, bit),
        changed =>
        {
            var record = Record(buffer => WriteProduct(buffer, changed.product));
            record[changed.at % record.Length] ^= (byte)(1 << changed.bit);
            return !RecordReader.TryOpen(record, out _, out _);
        });

    [Fact]
    public void Read_CutShort_EndsInInvalidDataException() => Property.Holds(
        from product in Generators.Product
        from at in Gen.Choose(0, int.MaxValue)
        select (product, at),
        cut =>
        {
            var record = Record(buffer => WriteProduct(buffer, cut.product));
            var bytes = record[RecordBuffer.HeaderBytes..(
                RecordBuffer.HeaderBytes + (cut.at % (record.Length - RecordBuffer.HeaderBytes)))];
            Assert.Throws<InvalidDataException>(() =>
            {
                var body = new RecordReader(bytes);
                string id = body.Text();
                ProductKind.Instance.Read(id, EntityHead.Read(ref body), ref body);
            });
            return true;
        });

    [Fact]
    public void Crc32C_KnownVector_Matches() =>
        Assert.Equal(0xE3069283u, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void Hash128_SimilarIds_AllDiffer()
    {
        var hashes = new HashSet<UInt128>();
        var lowHalves = new HashSet<ulong>();
        for (int i = 0; i < 200_000; i++)
        {
            var hash = Hash128.Of(Encoding.ASCII.GetBytes($"invoice-{i:D9}-{i % 7}"));
            Assert.True(hashes.Add(hash));
            Assert.True(lowHalves.Add((ulong)hash));
        }
        // Lengths count: zeros that pad the last block are not zeros of the id.
        Assert.NotEqual(Hash128.Of(new byte[3]), Hash128.Of(new byte[4]));
    }

    [Theory]
    [InlineData("plain", true)]
    [InlineData("漢字 ü", true)]
    [InlineData("", false)]
    [InlineData("line\nbreak", false)]
    [InlineData("bell\u0007", false)]
    [InlineData("c1\u0085", false)]
    [InlineData("whole \ud83d\ude00", true)]
    public void IsId_Text_AsExpected(string text, bool expected) => Assert.Equal(expected, TextRules.IsId(text));

    // Not among the cases above: an attribute would lose it as UTF-8 does.
    [Fact]
    public void IsId_HalfOfASurrogatePair_Refuses() => Assert.False(TextRules.IsId("half \ud83d"));

    [Fact]
    public void IsId_Length_LimitIsInclusive()
    {
        Assert.True(TextRules.IsId(new string('x', StorageLimits.IdLength)));
        Assert.False(TextRules.IsId(new string('x', StorageLimits.IdLength + 1)));
    }

    private static void WriteProduct(RecordBuffer buffer, Product product)
    {
        buffer.Begin(RecordKind.ProductPut);
        buffer.Text(product.Id);
        Head.Write(buffer);
        ProductKind.Instance.WritePayload(buffer, product);
        buffer.End();
    }

    private static byte[] Record(Action<RecordBuffer> write)
    {
        var buffer = new RecordBuffer();
        write(buffer);
        return buffer[0].ToArray();
    }

    private static RecordReader Body(Action<RecordBuffer> write)
    {
        Assert.True(RecordReader.TryOpen(Record(write), out _, out var body));
        return body;
    }
}
