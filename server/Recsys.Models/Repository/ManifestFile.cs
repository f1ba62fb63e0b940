using System.Text.Json;

namespace Recsys.Models.Repository;

/// <summary>Reads, writes and verifies <c>manifest.json</c>.</summary>
internal static class ManifestFile
{
    public const string Name = "manifest.json";
    public const int MaxFiles = 256;
    private const int MaxBytes = 1 << 20;
    private const int MaxNameLength = 128;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Describes every file of a folder, ordered by name.</summary>
    public static List<ModelFile> Describe(string folder)
    {
        if (Directory.EnumerateDirectories(folder).FirstOrDefault() is { } inner)
            throw new InvalidDataException(
                $"A model version holds files only; remove the folder '{Path.GetFileName(inner)}' before publishing.");
        var paths = new List<string>();
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            if (name == Name) continue;
            if (!IsFileName(name))
                throw new InvalidDataException($"'{name}' cannot be published: use letters, digits, '.', '_' and '-'.");
            paths.Add(path);
        }
        if (paths.Count is 0 or > MaxFiles)
            throw new InvalidDataException(
                $"A model version holds 1 to {MaxFiles} files; this one holds {paths.Count}.");
        return [.. paths.Zip(FileDigest.Of(paths), FileChecksum.Of(paths)).Select(file =>
            new ModelFile(Path.GetFileName(file.First), new FileInfo(file.First).Length, file.Second, file.Third))];
    }

    public static void Write(string folder, ModelManifest manifest)
    {
        foreach (var (name, value) in manifest.Metrics)
            if (!double.IsFinite(value)) throw new InvalidDataException($"Metric '{name}' is not a finite number.");
        using var file = new FileStream(Path.Combine(folder, Name), FileMode.Create, FileAccess.Write);
        JsonSerializer.Serialize(file, manifest, Json);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads a manifest and checks all that can be checked without reading the other files' content.</summary>
    /// <exception cref="InvalidDataException">It is missing, damaged, newer than this build, or a size is
    /// wrong.</exception>
    public static ModelManifest Read(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path)) throw new InvalidDataException($"{Name} is missing.");
        if (new FileInfo(path).Length > MaxBytes)
            throw new InvalidDataException($"{Name} is larger than {MaxBytes} bytes.");
        ModelManifest manifest;
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            RefuseNewer(bytes);
            manifest = JsonSerializer.Deserialize<ModelManifest>(bytes, Json)
                ?? throw new InvalidDataException($"{Name} is empty.");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{Name} is not readable JSON (line {damage.LineNumber + 1}).", damage);
        }
        CheckShape(folder, manifest);
        return manifest;
    }

    /// <summary>Reads every file and compares it with its checksum.</summary>
    /// <exception cref="InvalidDataException">One differs.</exception>
    public static void VerifyContent(string folder, ModelManifest manifest)
    {
        bool quick = manifest.Files.All(file => file.Crc32c.Length > 0);
        string[] paths = [.. manifest.Files.Select(file => Path.Combine(folder, file.Name))];
        foreach (var (file, found) in manifest.Files.Zip(quick ? FileChecksum.Of(paths) : FileDigest.Of(paths)))
            if (!string.Equals(found, quick ? file.Crc32c : file.Sha256, StringComparison.OrdinalIgnoreCase))
                throw new InvalidDataException($"{file.Name} was altered: its checksum is not the manifest's.");
    }

    private static void RefuseNewer(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("format_version", out var format)
            || !format.TryGetInt32(out int version) || version < 1)
            throw new InvalidDataException($"{Name} names no format_version.");
        if (version > ModelManifest.CurrentFormat)
            throw new InvalidDataException(
                $"{Name} has format_version {version} and this build reads up to {ModelManifest.CurrentFormat}: "
                + "upgrade it, or train the version again.");
    }

    private static void CheckShape(string folder, ModelManifest manifest)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        if (manifest.Version != name)
            throw new InvalidDataException($"{Name} is of version '{manifest.Version}', the folder is '{name}'.");
        if (manifest.Files.Count is 0 or > MaxFiles)
            throw new InvalidDataException($"{Name} lists {manifest.Files.Count} files; 1 to {MaxFiles} are allowed.");
        foreach (var file in manifest.Files)
        {
            if (file is null || !IsFileName(file.Name))
                throw new InvalidDataException($"{Name} lists a file name that is not plain: '{file?.Name}'.");
            var found = new FileInfo(Path.Combine(folder, file.Name));
            if (!found.Exists) throw new InvalidDataException($"{file.Name} is missing.");
            if (found.Length != file.SizeBytes)
                throw new InvalidDataException(
                    $"{file.Name} has {found.Length} bytes, the manifest says {file.SizeBytes}.");
        }
    }

    private static bool IsFileName(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxNameLength || name[0] == '.' || name == Name) return false;
        foreach (char c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')) return false;
        return true;
    }
}
