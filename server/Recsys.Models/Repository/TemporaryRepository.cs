namespace Recsys.Models.Repository;

/// <summary>
/// A repository of a process's own, for versions that are measured and not kept: published and opened as ever, checks
/// and all, and gone when it is disposed. What a killed process left behind is removed by the next one made.
/// </summary>
public sealed class TemporaryRepository : IDisposable
{
    private const string Prefix = "recsys-versions-";
    private readonly OwnedFolder _folder;
    private readonly ModelRepository _repository;

    /// <summary>Makes one.</summary>
    /// <param name="parent">Folder to make it in; the system's for temporary files by default.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public TemporaryRepository(string? parent = null)
    {
        parent ??= Path.GetTempPath();
        OwnedFolder.RemoveAbandoned(parent, Prefix);
        _folder = OwnedFolder.Create(parent, $"{Prefix}{Environment.ProcessId}-");
        _repository = new ModelRepository(_folder.Path);
    }

    /// <summary>Writes a version, publishes it, and opens it as a server does.</summary>
    /// <param name="write">Fills the staged folder and returns the manifest; when it throws, nothing is
    /// published.</param>
    /// <returns>The version, of use until the repository is disposed.</returns>
    /// <exception cref="InvalidDataException">What was published is damaged; names the file.</exception>
    public ModelVersion Publish(Func<StagedVersion, ModelManifest> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var staged = _repository.Stage();
        return _repository.Open(staged.Publish(write(staged)).Name);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
