using System.Globalization;
using Recsys.Pipeline.Checksums;
using Recsys.Storage.Files;
using Recsys.Storage.Records;
using Recsys.Storage.State;

namespace Recsys.Storage.Checkpoints;

/// <summary>
/// The manifests of checkpoints, named by rising numbers. A checkpoint exists once its manifest does, and is good while
/// every file it names has the length and checksum it had.
/// </summary>
internal sealed class CheckpointFolder(string storeDirectory)
{
    private const string Extension = ".checkpoint";
    private readonly string _directory = Path.Combine(storeDirectory, "checkpoints");

    /// <summary>Numbers of all checkpoints, newest first.</summary>
    public IReadOnlyList<int> Numbers()
    {
        Directory.CreateDirectory(_directory);
        return [.. Directory.EnumerateFiles(_directory, "*" + Extension)
            .Select(path => int.TryParse(
                Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number : -1)
            .Where(number => number >= 0)
            .OrderDescending()];
    }

    /// <summary>The checkpoints of a store that another process may have open, newest first.</summary>
    public static List<(int Number, CheckpointManifest Manifest)> Present(string storeDirectory)
    {
        var found = new List<(int, CheckpointManifest)>();
        if (!Directory.Exists(Path.Combine(storeDirectory, "checkpoints"))) return found;
        var folder = new CheckpointFolder(storeDirectory);
        foreach (int number in folder.Numbers())
        {
            try
            {
                if (folder.TryRead(number) is { } manifest) found.Add((number, manifest));
            }
            catch (FileNotFoundException)
            {
                // Replaced by a newer one meanwhile.
            }
        }
        return found;
    }

    public static string NameOf(int number) => number.ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>File for a part of the state that is kept beside FASTER.</summary>
    public string PartPath(int number, string part) => Path.Combine(_directory, $"{NameOf(number)}.{part}");

    public void Write(int number, CheckpointManifest manifest) =>
        CheckedJson.Write(PathOf(number), manifest, CheckpointJson.Default.CheckpointManifest);

    /// <summary>Reads a manifest and checks every file it names.</summary>
    /// <exception cref="InvalidDataException">Something is missing or damaged; the message says what.</exception>
    public CheckpointManifest Verify(int number)
    {
        var manifest = TryRead(number) ?? throw new InvalidDataException("its manifest is damaged");
        RequireFormat(manifest);
        foreach (var file in manifest.Files)
        {
            var found = Describe(file.Path) ?? throw new InvalidDataException($"{file.Path} is missing");
            if (found.Bytes != file.Bytes) throw new InvalidDataException($"{file.Path} has another length");
            if (found.Crc32C != file.Crc32C) throw new InvalidDataException($"{file.Path} is damaged");
        }
        return manifest;
    }

    /// <summary>Refuses a checkpoint whose state another build wrote in its own way.</summary>
    public static void RequireFormat(CheckpointManifest manifest)
    {
        // FASTER takes the pages of another layout for its own and reads past them.
        if (manifest.StateFormat != StateStore.Format)
            throw new InvalidDataException(
                $"its state is of format {manifest.StateFormat}, this build reads format {StateStore.Format}");
    }

    /// <summary>Reads a part of the state that is kept beside FASTER.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or not what the manifest names.</exception>
    public byte[] ReadPart(int number, CheckpointManifest manifest, string part)
    {
        string name = Path.GetRelativePath(storeDirectory, PartPath(number, part));
        var bytes = File.ReadAllBytes(PartPath(number, part));
        bool whole = manifest.Files.Any(
            file => file.Path == name && file.Bytes == bytes.Length && file.Crc32C == Crc32C.Of(bytes));
        return whole ? bytes : throw new InvalidDataException($"{name} is damaged");
    }

    /// <summary>Reads a manifest; null when it is damaged.</summary>
    public CheckpointManifest? TryRead(int number) =>
        CheckedJson.TryRead(PathOf(number), CheckpointJson.Default.CheckpointManifest);

    /// <summary>Length and checksum of a file of the store, or null when it is not there.</summary>
    public CheckpointFile? Describe(string relativePath)
    {
        string path = Path.Combine(storeDirectory, relativePath);
        if (!File.Exists(path)) return null;
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = new byte[1 << 20];
        uint crc = Crc32C.Start;
        long at = 0;
        for (int read; (read = RandomAccess.Read(file, buffer, at)) > 0; at += read)
            crc = Crc32C.Continue(crc, buffer.AsSpan(0, read));
        return new CheckpointFile(relativePath, at, ~crc);
    }

    /// <summary>All files of some FASTER checkpoints, by their tokens.</summary>
    public IEnumerable<string> FilesOf(string stateFolder, IEnumerable<Guid> tokens)
    {
        List<string> names = [.. tokens.Select(token => token.ToString())];
        return Directory.EnumerateFiles(stateFolder, "*", SearchOption.AllDirectories)
            .Where(path => names.Exists(name => path.Contains(name, StringComparison.Ordinal)))
            .Select(path => Path.GetRelativePath(storeDirectory, path))
            .Order(StringComparer.Ordinal);
    }

    public void Delete(int number)
    {
        // The manifest first: a checkpoint without it is none.
        File.Delete(PathOf(number));
        foreach (string part in Directory.EnumerateFiles(_directory, NameOf(number) + ".*")) File.Delete(part);
    }

    private string PathOf(int number) => Path.Combine(_directory, NameOf(number) + Extension);
}
