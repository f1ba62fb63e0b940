using System.Text;
using Recsys.Server.Training;

namespace Recsys.Server.Tests.Training;

public sealed class BoundedLinesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\nb\r\n\nc", "a|b||c")]
    [InlineData("a\n", "a")]
    public async Task Read_Lines_AreTheirTexts(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', await ReadAsync(text)));

    [Fact]
    public async Task Read_LinesOfAnyLength_LeavesOutThoseThatAreTooLong()
    {
        var random = new Random(3);
        for (int round = 0; round < 50; round++)
        {
            List<string> lines = [.. Enumerable.Range(0, random.Next(1, 12)).Select(
                i => new string((char)('a' + i), random.Next(0, (int)(BoundedLines.Most * 1.5))))];
            string text = string.Join('\n', lines) + (round % 2 == 0 ? "\n" : "");
            var expected = lines.Where((line, i) =>
                line.Length < BoundedLines.Most && (line.Length > 0 || i < lines.Count - 1 || round % 2 == 0));

            Assert.Equal(expected, await ReadAsync(text, random.Next(1, 5000)));
        }
    }

    private static async Task<List<string>> ReadAsync(string text, int atOnce = int.MaxValue)
    {
        using var reader = new Pieces(text, atOnce);
        var lines = new BoundedLines(reader);
        var read = new List<string>();
        while (await lines.ReadAsync() is { } line) read.Add(line);
        return read;
    }

    // As a pipe gives them.
    private sealed class Pieces(string text, int atOnce) : StringReader(text)
    {
        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, atOnce)], cancellationToken);
    }
}
