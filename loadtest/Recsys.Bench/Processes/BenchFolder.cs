namespace Recsys.Bench.Processes;

/// <summary>A folder of the measurement's own under the system's temporary folder, gone when it is disposed.</summary>
public sealed class BenchFolder : IDisposable
{
    private bool _keep;

    /// <summary>Makes the folder.</summary>
    /// <param name="name">Word in its name that says what for.</param>
    /// <param name="keep">Whether it stays.</param>
    /// <param name="below">Where to make it; null takes the system's temporary folder.</param>
    public BenchFolder(string name, bool keep = false, string? below = null)
    {
        _keep = keep;
        Path = Directory.CreateDirectory(System.IO.Path.Combine(
            below ?? System.IO.Path.GetTempPath(), $"recsys-bench-{name}-{Guid.NewGuid():N}")).FullName;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Lets it stay, to be looked into.</summary>
    public void Keep() => _keep = true;

    /// <summary>A path inside it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Copies a folder with all below it; the copy must not exist yet.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, folder)));
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file)));
    }

    /// <summary>Bytes of all files in a folder; files that go meanwhile count as none.</summary>
    public static long BytesOf(string folder) => new DirectoryInfo(folder)
        .EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);

    /// <summary>Deletes it.</summary>
    public void Dispose()
    {
        if (!_keep && Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
