namespace Recsys.Models.Repository;

/// <summary>
/// A folder to write a version's files into, invisible until <see cref="Publish"/>. Disposing an unpublished one
/// removes it; one that a crash left behind is removed by the next <see cref="ModelRepository.Stage"/> or
/// <see cref="ModelRepository.OpenCurrent"/>.
/// </summary>
public sealed class StagedVersion : IDisposable
{
    private readonly ModelRepository _repository;
    private readonly OwnedFolder _folder;
    private bool _published;

    internal StagedVersion(ModelRepository repository, OwnedFolder folder)
    {
        _repository = repository;
        _folder = folder;
    }

    /// <summary>The folder; write plain files into it, no folders.</summary>
    public string Path => _folder.Path;

    /// <summary>Full path of a file in it.</summary>
    public string FilePath(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>
    /// Publishes what the folder holds: sizes and SHA-256 into the manifest, files and folder flushed to the disk, one
    /// rename. A crash at any moment leaves either the whole version or none of it.
    /// </summary>
    /// <param name="manifest">What training knows of the version.</param>
    /// <param name="activate">Whether to make it the current one too.</param>
    /// <returns>The published version.</returns>
    /// <exception cref="InvalidDataException">The folder holds no file, or something that cannot be
    /// published.</exception>
    public ModelVersion Publish(ModelManifest manifest, bool activate = true)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (_published) throw new InvalidOperationException("This version was published before.");
        var version = _repository.Publish(_folder.Path, manifest);
        _published = true;
        if (activate) _repository.SetCurrent(version.Name);
        return version;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
