using Recsys.Storage.Native;

namespace Recsys.Storage.Files;

/// <summary>
/// Writes files so that after a crash, also one of the machine, they are there whole or as they were before.
/// </summary>
internal static class AtomicFile
{
    public static void Write(string path, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        string aside = path + ".new";
        try
        {
            using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(first);
                file.Write(second);
                file.Flush(flushToDisk: true);
            }
            File.Move(aside, path, overwrite: true);
            DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch
        {
            // On a full disk the half of a file would keep the space that others need.
            File.Delete(aside);
            throw;
        }
    }
}
