using System.IO.Pipelines;
using System.Text;
using Grpc.Core;
using Recsys.Server.Fronts.Web;

namespace Recsys.Server.Tests.Fronts.Web;

public sealed class Base64ReaderTests
{
    [Fact]
    public async Task Read_AnyBytesAnyCutsAnyChunks_AreTheBytes()
    {
        var random = new Random(5);
        for (int run = 0; run < 400; run++)
        {
            byte[] bytes = new byte[random.Next(run < 300 ? 40 : 20_000)];
            random.NextBytes(bytes);
            string text = InChunks(bytes, random);
            Assert.Equal(bytes, await ReadAsync(Encoding.ASCII.GetBytes(text), random));
        }
    }

    [Fact]
    public async Task Read_OneLetterChanged_IsOtherBytesOrNamed()
    {
        var random = new Random(6);
        byte[] bytes = new byte[30];
        for (int run = 0; run < 400; run++)
        {
            random.NextBytes(bytes);
            byte[] text = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes));
            text[random.Next(text.Length)] = (byte)random.Next(256);
            try
            {
                byte[] read = await ReadAsync(text, random);
                Assert.InRange(read.Length, bytes.Length - 2, bytes.Length);
            }
            catch (RpcException error)
            {
                Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
                Assert.Contains("character", error.Status.Detail, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Read_CutAnywhere_IsBytesOrNamed()
    {
        byte[] text = Encoding.ASCII.GetBytes(Convert.ToBase64String("forty letters, or more, are some groups."u8));
        for (int length = 0; length < text.Length; length++)
        {
            var read = ReadAsync(text[..length], new Random(length));
            if (length % 4 == 0) Assert.Equal(length / 4 * 3, (await read).Length);
            else Assert.Contains(
                $"character {length / 4 * 4 + 1}.", (await Assert.ThrowsAsync<RpcException>(() => read)).Message,
                StringComparison.Ordinal);
        }
    }

    // Base64 of the bytes in pieces, each padded by itself.
    private static string InChunks(byte[] bytes, Random random)
    {
        var text = new StringBuilder();
        for (int at = 0; at < bytes.Length;)
        {
            int count = random.Next(3) == 0 ? bytes.Length - at : random.Next(1, bytes.Length - at + 1);
            text.Append(Convert.ToBase64String(bytes, at, count));
            at += count;
        }
        return text.ToString();
    }

    // Sent in pieces of any size, and read as the gRPC layer reads: a little consumed, all examined.
    private static async Task<byte[]> ReadAsync(byte[] text, Random random)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var reader = new Base64Reader(pipe.Reader);
        var sending = SendAsync(text, pipe.Writer, new Random(random.Next()));
        using var bytes = new MemoryStream();
        while (true)
        {
            var read = await reader.ReadAsync();
            var taken = read.IsCompleted ? read.Buffer : read.Buffer.Slice(0, random.NextInt64(read.Buffer.Length + 1));
            foreach (var segment in taken) bytes.Write(segment.Span);
            reader.AdvanceTo(taken.End, read.Buffer.End);
            if (read.IsCompleted) break;
        }
        await sending;
        await reader.CompleteAsync();
        return bytes.ToArray();
    }

    private static async Task SendAsync(byte[] text, PipeWriter writer, Random random)
    {
        for (int at = 0; at < text.Length;)
        {
            int count = Math.Min(text.Length - at, random.Next(1, text.Length < 100 ? 8 : 5000));
            await writer.WriteAsync(text.AsMemory(at, count));
            at += count;
            await Task.Yield();
        }
        await writer.CompleteAsync();
    }
}
