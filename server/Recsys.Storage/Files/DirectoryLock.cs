using System.Globalization;
using Recsys.Storage.Errors;
using Recsys.Storage.State;

namespace Recsys.Storage.Files;

/// <summary>
/// Keeps a folder to one store: the operating system lets go of the lock when its process ends, however it ends.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    /// <summary>Name of the file that is locked, and of the one beside it that names the process.</summary>
    public const string Name = "LOCK", OwnerSuffix = ".owner";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="directory">The store's folder.</param>
    /// <param name="wait">How long to wait for another process: one that was killed takes a moment to be gone.</param>
    /// <exception cref="StorageInUseException">Another process has it, or another store in this one.</exception>
    public static DirectoryLock Take(string directory, TimeSpan wait)
    {
        string path = Path.Combine(directory, Name);
        for (var waited = TimeSpan.Zero; ; waited += Step)
        {
            try
            {
                return new DirectoryLock(Open(path));
            }
            catch (IOException error) when (!DeviceFaults.IsFull(error)
                && error is not (DirectoryNotFoundException or FileNotFoundException))
            {
                int? holder = HolderOf(path);
                if (waited < wait && holder != Environment.ProcessId)
                {
                    Thread.Sleep(Step);
                    continue;
                }
                string who = holder is { } id ? $"process {id}" : "another process";
                throw new StorageInUseException(
                    $"The store in {directory} is open in {who}: stop that one, or name another folder.", error);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            // For messages only, and beside the lock, since .NET lets nobody read what is locked.
            File.WriteAllText(path + OwnerSuffix, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static int? HolderOf(string path)
    {
        try
        {
            string owner = File.ReadAllText(path + OwnerSuffix).TrimEnd();
            return int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;
        }
        catch (IOException)
        {
            // Not written yet: the message does without.
            return null;
        }
    }
}
