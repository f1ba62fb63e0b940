namespace Recsys.Site;

/// <summary>The folder that holds the finished site and nothing else.</summary>
internal static class SiteFolder
{
    /// <summary>Makes the folder hold exactly these files; one that did not change keeps its time.</summary>
    public static void Write(string folder, IReadOnlyList<SiteFile> files)
    {
        Directory.CreateDirectory(folder);
        var wanted = files.Select(file => Path.GetFullPath(Path.Combine(folder, file.Path))).ToHashSet();
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            if (!wanted.Contains(Path.GetFullPath(path))) File.Delete(path);
        foreach (var file in files) WriteFile(Path.Combine(folder, file.Path), file.Content);
    }

    private static void WriteFile(string path, byte[] content)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
