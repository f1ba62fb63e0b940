namespace Recsys.Models.Repository;

/// <summary>A published version whose files were verified against its manifest.</summary>
/// <param name="Name">Name of the version.</param>
/// <param name="Path">Its folder.</param>
/// <param name="Manifest">What it says of itself.</param>
public sealed record ModelVersion(string Name, string Path, ModelManifest Manifest)
{
    /// <summary>Whether the version has a file: only files of the manifest count.</summary>
    public bool HasFile(string name)
    {
        foreach (var file in Manifest.Files)
            if (file.Name == name) return true;
        return false;
    }

    /// <summary>Full path of one of its files.</summary>
    /// <exception cref="InvalidDataException">The manifest names no such file.</exception>
    public string FilePath(string name) => HasFile(name)
        ? System.IO.Path.Combine(Path, name)
        : throw new InvalidDataException($"Model version {Name} has no file '{name}'.");

    /// <summary>Full path of a file that a version may have; null where it has none.</summary>
    public string? PathOf(string name) => HasFile(name) ? FilePath(name) : null;
}
