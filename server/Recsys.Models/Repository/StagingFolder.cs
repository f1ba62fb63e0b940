namespace Recsys.Models.Repository;

/// <summary>
/// A staging folder and the lock beside it. The lock is held while its owner lives and goes with the process, which
/// tells an abandoned folder from one that another process is still writing.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    private const string Prefix = ".staging-";
    private const string LockSuffix = ".lock";
    private readonly FileStream _lock;

    private StagingFolder(string path, FileStream ownership)
    {
        Path = path;
        _lock = ownership;
    }

    public string Path { get; }

    public static StagingFolder Create(string root)
    {
        string path = System.IO.Path.Combine(root, $"{Prefix}{Guid.NewGuid():N}");
        // The lock comes first: a folder without a held lock is an abandoned one.
        var ownership = new FileStream(path + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        Directory.CreateDirectory(path);
        return new StagingFolder(path, ownership);
    }

    /// <summary>Removes what crashed processes left behind.</summary>
    public static void RemoveAbandoned(string root)
    {
        foreach (string path in Directory.EnumerateDirectories(root, Prefix + "*").ToArray())
            if (TryOwn(path) is { } owned) owned.Dispose();
    }

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        File.Delete(Path + LockSuffix);
        _lock.Dispose();
    }

    private static StagingFolder? TryOwn(string path)
    {
        try
        {
            return new StagingFolder(
                path, new FileStream(path + LockSuffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // Somebody is writing it, or it is not ours to remove (a read-only repository): leave it.
            return null;
        }
    }
}
