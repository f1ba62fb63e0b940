using System.Globalization;
using System.Text;
using Recsys.Storage.Errors;

namespace Recsys.Storage.Files;

/// <summary>Keeps a folder to one store: the operating system lets go of the lock when its process ends, however it ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    public static DirectoryLock Take(string directory)
    {
        string path = Path.Combine(directory, "LOCK");
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (!State.DeviceFaults.IsFull(error)
            && error is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new StorageInUseException(
                $"The store in {directory} is open in another process: stop that one, or name another folder.", error);
        }
        // For whoever looks into the file; the lock itself is the operating system's.
        var process = Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
        try
        {
            file.SetLength(0);
            file.Write(process);
            file.Flush();
        }
        catch
        {
            file.Dispose();
            throw;
        }
        return new DirectoryLock(file);
    }

    public void Dispose() => _file.Dispose();
}
