namespace Recsys.Models.Repository;

/// <summary>
/// A folder and the lock beside it. The lock is held while its owner lives and goes with the process, which tells an
/// abandoned folder from one that another process is still using.
/// </summary>
internal sealed class OwnedFolder : IDisposable
{
    private const string LockSuffix = ".lock";
    private readonly FileStream _lock;

    private OwnedFolder(string path, FileStream ownership)
    {
        Path = path;
        _lock = ownership;
    }

    public string Path { get; }

    /// <summary>Makes a folder.</summary>
    /// <param name="root">Where.</param>
    /// <param name="prefix">What its name begins with, and those of no other kind of folder there.</param>
    public static OwnedFolder Create(string root, string prefix)
    {
        string path = System.IO.Path.Combine(root, $"{prefix}{Guid.NewGuid():N}");
        // The lock comes first: a folder without a held lock is an abandoned one.
        var ownership = new FileStream(path + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        Directory.CreateDirectory(path);
        return new OwnedFolder(path, ownership);
    }

    /// <summary>Removes what killed processes left behind; what is not ours to remove stays.</summary>
    public static void RemoveAbandoned(string root, string prefix)
    {
        foreach (string path in Directory.EnumerateDirectories(root, prefix + "*").ToArray())
            TryRemove(path);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        File.Delete(Path + LockSuffix);
        _lock.Dispose();
    }

    private static void TryRemove(string path)
    {
        try
        {
            using var owned = new OwnedFolder(
                path, new FileStream(path + LockSuffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // Somebody is using it, or it is another user's or a read-only repository's: leave it.
        }
    }
}
