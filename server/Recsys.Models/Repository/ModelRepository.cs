using Recsys.Models.Native;

namespace Recsys.Models.Repository;

/// <summary>
/// Published model versions in one folder: <c>&lt;root&gt;/&lt;version&gt;/manifest.json</c> and its files, and
/// <c>CURRENT</c> naming the live one, <c>EARLIER</c> those that were before it. Whatever is visible is whole: written
/// aside, flushed, renamed. Several processes may share a repository; versions are immutable.
/// </summary>
public sealed class ModelRepository
{
    private const string StagingPrefix = ".staging-";
    private const int PublishAttempts = 32;
    private readonly TimeProvider _time;
    private readonly CurrentVersion _current;

    /// <summary>Opens a repository; the folder is made when something is first staged.</summary>
    /// <param name="root">Its folder.</param>
    /// <param name="time">Clock that names versions; the system's by default.</param>
    public ModelRepository(string root, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        Root = Path.GetFullPath(root);
        _time = time ?? TimeProvider.System;
        _current = new CurrentVersion(Root);
    }

    /// <summary>Its folder.</summary>
    public string Root { get; }

    /// <summary>The version CURRENT names, or null when none was activated or CURRENT is damaged.</summary>
    public string? Current => _current.TryRead(out string? name, out _) ? name : null;

    /// <summary>
    /// Names of versions that were current before it, newest first, at most 32; some may be gone since.
    /// </summary>
    public IReadOnlyList<string> Earlier => _current.Earlier();

    /// <summary>Makes a folder to write a new version into.</summary>
    public StagedVersion Stage()
    {
        Directory.CreateDirectory(Root);
        OwnedFolder.RemoveAbandoned(Root, StagingPrefix);
        return new StagedVersion(this, OwnedFolder.Create(Root, StagingPrefix));
    }

    /// <summary>All versions, newest first.</summary>
    public IReadOnlyList<ModelListing> List()
    {
        string? current = Current;
        var listings = new List<ModelListing>();
        foreach (string name in Names())
        {
            var manifest = TryReadManifest(name, out string? problem);
            listings.Add(new ModelListing(name, name == current, manifest, problem));
        }
        return listings;
    }

    /// <summary>Opens one version, whether it is current or not.</summary>
    /// <exception cref="ArgumentException">The name is not one of a version.</exception>
    /// <exception cref="InvalidDataException">There is no such version, or it is damaged; the message names the
    /// file.</exception>
    public ModelVersion Open(string name)
    {
        string folder = Folder(name);
        if (!Directory.Exists(folder)) throw new InvalidDataException($"There is no model version '{name}'.");
        var manifest = ManifestFile.Read(folder);
        ManifestFile.VerifyContent(folder, manifest);
        return new ModelVersion(name, folder, manifest);
    }

    /// <summary>
    /// Opens the current version or, where that one is damaged, the newest good one. Nothing is opened before a version
    /// was activated.
    /// </summary>
    /// <returns>The version, and each one that was refused with its reason.</returns>
    public ModelOpening OpenCurrent()
    {
        var refused = new List<RefusedVersion>();
        if (!Directory.Exists(Root)) return new ModelOpening(null, refused);
        OwnedFolder.RemoveAbandoned(Root, StagingPrefix);
        if (!_current.TryRead(out string? current, out string? damage))
        {
            if (damage is null) return new ModelOpening(null, refused);
            refused.Add(new RefusedVersion(CurrentVersion.FileName, damage));
        }
        foreach (string name in Candidates(current))
        {
            if (TryOpen(name, refused) is { } version) return new ModelOpening(version, refused);
        }
        return new ModelOpening(null, refused);
    }

    /// <summary>Makes a version the current one after verifying it.</summary>
    /// <exception cref="ArgumentException">The name is not one of a version.</exception>
    /// <exception cref="InvalidDataException">There is no such version, or it is damaged.</exception>
    public ModelVersion Activate(string name)
    {
        var version = Open(name);
        Activate(version);
        return version;
    }

    /// <summary>Makes a version the current one that was opened before.</summary>
    /// <exception cref="IOException">It could not be written; the current version is what it was.</exception>
    public void Activate(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        SetCurrent(version.Name);
    }

    /// <summary>
    /// Makes the version current again that was before this one; where it is gone or damaged, the one before that.
    /// </summary>
    /// <returns>The version, null when there is none that can be used, and each one that was refused.</returns>
    public ModelOpening RollBack()
    {
        var refused = new List<RefusedVersion>();
        foreach (string name in Earlier)
        {
            if (TryOpen(name, refused) is not { } version) continue;
            RollBackTo(version);
            return new ModelOpening(version, refused);
        }
        return new ModelOpening(null, refused);
    }

    /// <summary>Makes a version current again that was opened before, and forgets those that were after it.</summary>
    /// <param name="earlier">One of <see cref="Earlier"/>.</param>
    /// <exception cref="IOException">It could not be written; the current version is what it was.</exception>
    public void RollBackTo(ModelVersion earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        _current.GoBackTo(earlier.Name);
    }

    /// <summary>Whether there is a version of a name, damaged or not.</summary>
    public bool Contains(string name) => VersionName.IsValid(name) && Directory.Exists(Path.Combine(Root, name));

    internal ModelVersion Publish(string staged, ModelManifest manifest)
    {
        var files = ManifestFile.Describe(staged);
        foreach (var file in files) DirectorySync.File(Path.Combine(staged, file.Name));
        var now = _time.GetUtcNow();
        for (int attempt = 1; ; attempt++)
        {
            string name = VersionName.Next(now, Names().FirstOrDefault());
            var complete = manifest with
            {
                FormatVersion = ModelManifest.CurrentFormat,
                Version = name,
                CreatedMs = now.ToUnixTimeMilliseconds(),
                Files = files,
            };
            ManifestFile.Write(staged, complete);
            DirectorySync.Directory(staged);
            string folder = Path.Combine(Root, name);
            try
            {
                Directory.Move(staged, folder);
            }
            catch (IOException) when (attempt < PublishAttempts && Directory.Exists(folder))
            {
                // Another process took the name between looking and renaming: take the next.
                continue;
            }
            DirectorySync.Directory(Root);
            return new ModelVersion(name, folder, complete);
        }
    }

    internal void SetCurrent(string name) => _current.Set(name);

    private IEnumerable<string> Candidates(string? current)
    {
        if (current is not null) yield return current;
        foreach (string name in Names())
            if (name != current) yield return name;
    }

    private List<string> Names()
    {
        var names = new List<string>();
        if (!Directory.Exists(Root)) return names;
        foreach (string path in Directory.EnumerateDirectories(Root))
            if (VersionName.IsValid(Path.GetFileName(path))) names.Add(Path.GetFileName(path));
        names.Sort((a, b) => string.CompareOrdinal(b, a));
        return names;
    }

    private string Folder(string name) => VersionName.IsValid(name)
        ? Path.Combine(Root, name)
        : throw new ArgumentException(
            $"'{name}' is not the name of a model version; they look like 20260131-120000-1.", nameof(name));

    private ModelManifest? TryReadManifest(string name, out string? problem)
    {
        try
        {
            problem = null;
            return ManifestFile.Read(Folder(name));
        }
        catch (Exception reason) when (reason is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            problem = reason.Message;
            return null;
        }
    }

    private ModelVersion? TryOpen(string name, List<RefusedVersion> refused)
    {
        try
        {
            return Open(name);
        }
        catch (Exception reason) when (reason is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            refused.Add(new RefusedVersion(name, reason.Message));
            return null;
        }
    }
}
