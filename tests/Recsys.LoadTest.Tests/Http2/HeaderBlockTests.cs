using Recsys.LoadTest.Http2;

namespace Recsys.LoadTest.Tests.Http2;

public class HeaderBlockTests
{
    [Theory]
    // RFC 7541, appendix C.4 and C.6.
    [InlineData("f1e3c2e5f23a6ba0ab90f4ff", "www.example.com")]
    [InlineData("a8eb10649cbf", "no-cache")]
    [InlineData("25a849e95bb8e8b4bf", "custom-value")]
    [InlineData("6402", "302")]
    [InlineData("aec3771a4b", "private")]
    [InlineData("d07abe941054d444a8200595040b8166e082a62d1bff", "Mon, 21 Oct 2013 20:13:21 GMT")]
    [InlineData("9d29ad171863c78f0b97c8e9ae82ae43d3", "https://www.example.com")]
    [InlineData("", "")]
    public void Huffman_OfTheStandardsExamples_IsTheirText(string hex, string text) =>
        Assert.Equal(text, HuffmanText.Read(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("ffffffff")]
    [InlineData("00")]
    public void Huffman_Damaged_IsNoText(string hex) => Assert.Null(HuffmanText.Read(Convert.FromHexString(hex)));

    [Fact]
    public void Read_WhatWasWritten_FindsStatusAndTimes()
    {
        string timing = "total;dur=" + new string('9', 300);
        byte[] block = HeaderBlock.Write(
        [
            (":status", "200"), ("content-type", "application/grpc"), ("grpc-status", "14"), ("server-timing", timing),
        ]);

        var stream = Read(block);

        Assert.Equal((200, 14, timing), (stream.HttpStatus, stream.GrpcStatus, stream.ServerTiming));
    }

    [Fact]
    public void Read_StaticEntriesAndHuffmanAndTableSizes_AreUnderstood()
    {
        // A table size of 0; status 404 indexed; "grpc-status: 0", its name in Huffman code, with indexing asked for.
        byte[] name = Convert.FromHexString("9acac8b21234da8f");

        var stream = Read([0x20, 0x8D, 0x40, (byte)(0x80 | name.Length), .. name, 0x01, (byte)'0']);

        Assert.Equal("grpc-status", HuffmanText.Read(name));
        Assert.Equal((404, 0), (stream.HttpStatus, stream.GrpcStatus));
    }

    [Theory]
    [InlineData("80")]
    [InlineData("be")]
    [InlineData("ffffffffffffff")]
    [InlineData("4003616263")]
    [InlineData("40036162")]
    [InlineData("7f")]
    [InlineData("40")]
    public void Read_Damaged_IsRefused(string hex) =>
        Assert.Throws<IOException>(() => Read(Convert.FromHexString(hex)));

    [Fact]
    public void Read_AnyBytes_IsReadOrRefused()
    {
        var random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] block = new byte[random.Next(40)];
            random.NextBytes(block);
            try
            {
                Read(block);
            }
            catch (IOException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 1, 19_999);
    }

    private static CallStream Read(byte[] block)
    {
        var stream = new CallStream();
        HeaderBlock.Read(block, stream);
        return stream;
    }
}
