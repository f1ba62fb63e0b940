using System.Globalization;
using System.Text;
using Recsys.Storage.Errors;

namespace Recsys.Storage.Files;

/// <summary>The file that says a folder holds a store, and of which version.</summary>
internal static class StoreFormat
{
    /// <summary>Goes up when an earlier version could not read what this one writes.</summary>
    public const int Version = 2;

    private const string Name = "FORMAT", Word = "recsys-store";

    /// <summary>Checks a folder, or marks an empty one as a store.</summary>
    public static void Require(string directory)
    {
        string path = Path.Combine(directory, Name);
        if (!File.Exists(path))
        {
            // A new disk has lost+found, and a start that was interrupted leaves the first files.
            var foreign = Directory.EnumerateFileSystemEntries(directory).Select(Path.GetFileName)
                .FirstOrDefault(entry => entry is not
                    (DirectoryLock.Name or DirectoryLock.Name + DirectoryLock.OwnerSuffix or "lost+found"
                    or Name + ".new"));
            if (foreign is not null)
            {
                throw new StorageFormatException(
                    $"{directory} is not a store and not empty (it holds {foreign}): name an empty folder.");
            }
            AtomicFile.Write(path, Encoding.ASCII.GetBytes($"{Word} {Version}\n"));
            return;
        }
        RequireStore(directory);
    }

    /// <summary>Checks that a folder holds a store this version reads; changes nothing.</summary>
    /// <exception cref="StorageFormatException">It does not.</exception>
    public static void RequireStore(string directory)
    {
        string path = Path.Combine(directory, Name);
        if (!File.Exists(path)) throw new StorageFormatException($"There is no store in {directory}.");
        string[] words = File.ReadAllText(path).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0] != Word
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int version))
        {
            throw new StorageFormatException($"{path} is damaged: restore it with the line \"{Word} {Version}\".");
        }
        if (version < Version)
        {
            // Read as it is; from now on an earlier build could not read what this one adds.
            AtomicFile.Write(path, Encoding.ASCII.GetBytes($"{Word} {Version}\n"));
        }
        if (version > Version)
        {
            throw new StorageFormatException(
                $"The store in {directory} has format {version}, and this version reads up to {Version}: "
                + "use a newer one.");
        }
    }
}
