using System.Security.Cryptography;
using Recsys.Models.Repository;

namespace Recsys.Models.Tests.Repository;

public sealed class FileDigestTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-digest-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Empty, shorter than a piece, exactly pieces and a piece and a half, in no order of length.
    [Fact]
    public void Of_FilesOfAnyLength_AreTheirHashesInOrder()
    {
        var random = new Random(2);
        byte[][] contents = [.. new[] { 5, 3 << 19, 0, 1 << 20, 2 << 20, 77_777, 1 }.Select(length =>
        {
            var content = new byte[length];
            random.NextBytes(content);
            return content;
        })];
        string[] paths = [.. contents.Select((content, i) =>
        {
            string path = Path.Combine(_folder, $"{i}.bin");
            File.WriteAllBytes(path, content);
            return path;
        })];

        Assert.Equal(contents.Select(content => Convert.ToHexStringLower(SHA256.HashData(content))),
            FileDigest.Of(paths));
        Assert.Throws<FileNotFoundException>(() => FileDigest.Of([paths[0], Path.Combine(_folder, "none")]));
    }
}
