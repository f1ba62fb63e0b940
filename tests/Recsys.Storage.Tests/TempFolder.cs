namespace Recsys.Storage.Tests;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("recsys-storage-").FullName;

    public List<FileInfo> Files(string pattern) =>
        [.. new DirectoryInfo(Path).EnumerateFiles(pattern, SearchOption.AllDirectories)];

    /// <summary>Copies the folder as it lies on disk now, which is what a crash would leave.</summary>
    public TempFolder Copy()
    {
        var copy = new TempFolder();
        foreach (var file in Files("*").Where(file => file.Name != "LOCK"))
        {
            string to = System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, file.FullName));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            try
            {
                file.CopyTo(to);
            }
            catch (IOException error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                // A checkpoint lets go of files of earlier ones. What was copied may be the half of one and the half of
                // the other, which no moment ever had on disk.
                copy.Dispose();
                return Copy();
            }
        }
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
