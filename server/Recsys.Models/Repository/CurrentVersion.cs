using System.Text;
using Recsys.Models.Native;

namespace Recsys.Models.Repository;

/// <summary>
/// Which version is current, in <c>CURRENT</c>, and which were before it, newest first, in <c>EARLIER</c>: what an
/// activation puts aside and a rollback takes back. Each file is replaced whole. A crash between the two leaves the
/// current version at the head of the earlier ones, where reading passes over it.
/// </summary>
internal sealed class CurrentVersion(string root)
{
    public const string FileName = "CURRENT";
    private const string EarlierName = "EARLIER";
    private const int MostEarlier = 32;
    private const int MaxBytes = 4096;

    /// <summary>Reads the current version's name.</summary>
    /// <param name="name">The name, where there is one.</param>
    /// <param name="damage">What is wrong with the file; null where nothing is, or where there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryRead(out string? name, out string? damage)
    {
        name = damage = null;
        if (ReadText(FileName) is not { } text) return false;
        if (VersionName.IsValid(text))
        {
            name = text;
            return true;
        }
        damage = $"{FileName} does not name a model version.";
        return false;
    }

    /// <summary>Names of the versions that were current before, newest first.</summary>
    public IReadOnlyList<string> Earlier()
    {
        TryRead(out string? current, out _);
        var lines = (ReadText(EarlierName) ?? "").Split('\n');
        return [.. lines.Where(VersionName.IsValid).SkipWhile(name => name == current)];
    }

    /// <summary>Makes a version current; the one that was comes before it.</summary>
    public void Set(string name)
    {
        using var held = ActivationLock.Take(root);
        TryRead(out string? current, out _);
        if (current == name) return;
        if (current is not null) Write(EarlierName, [current, .. Earlier().Take(MostEarlier - 1)]);
        Write(FileName, [name]);
    }

    /// <summary>Makes an earlier version current, and forgets what was current after it.</summary>
    public void GoBackTo(string name)
    {
        using var held = ActivationLock.Take(root);
        string[] before = [.. Earlier().SkipWhile(earlier => earlier != name).Skip(1)];
        Write(FileName, [name]);
        Write(EarlierName, before);
    }

    private string? ReadText(string file)
    {
        var info = new FileInfo(Path.Combine(root, file));
        if (!info.Exists) return null;
        return info.Length <= MaxBytes ? File.ReadAllText(info.FullName).TrimEnd('\n') : "";
    }

    private void Write(string file, IReadOnlyList<string> names)
    {
        string aside = Path.Combine(root, $".{file}-{Guid.NewGuid():N}");
        using (var stream = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(Encoding.ASCII.GetBytes(string.Concat(names.Select(name => name + "\n"))));
            stream.Flush(flushToDisk: true);
        }
        File.Move(aside, Path.Combine(root, file), overwrite: true);
        DirectorySync.Directory(root);
    }
}
