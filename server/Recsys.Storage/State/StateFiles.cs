using FASTER.core;

namespace Recsys.Storage.State;

/// <summary>Makes the devices of one FASTER store and remembers whether a write to any of them failed.</summary>
internal sealed class StateFiles(string directory) : INamedDeviceFactory
{
    public string Directory { get; } = directory;

    /// <summary>Whether writes of the log fail now; they are tried again until they succeed.</summary>
    public DeviceFaults LogFaults { get; } = new();

    /// <summary>Failed writes of checkpoints.</summary>
    public DeviceFaults CheckpointFaults { get; } = new();

    /// <summary>The log's files, without their number.</summary>
    public string LogPath => LogPathIn(Directory);

    /// <summary>The same, of a store's folder.</summary>
    public static string LogPathIn(string directory) => Path.Combine(directory, "log");

    public StateLogDevice OpenLog() => new(LogPath, LogFaults);

    public void Initialize(string baseName) => System.IO.Directory.CreateDirectory(Directory);

    public IDevice Get(FileDescriptor fileInfo)
    {
        string folder = Path.Combine(Directory, fileInfo.directoryName);
        System.IO.Directory.CreateDirectory(folder);
        return new FileDevice(Path.Combine(folder, fileInfo.fileName), CheckpointFaults, TransferThreads.State);
    }

    public IEnumerable<FileDescriptor> ListContents(string path)
    {
        var folder = new DirectoryInfo(Path.Combine(Directory, path));
        if (!folder.Exists) yield break;
        foreach (var entry in folder.GetFileSystemInfos().OrderByDescending(entry => entry.LastWriteTimeUtc))
        {
            yield return entry is DirectoryInfo
                ? new FileDescriptor(entry.Name, "")
                : new FileDescriptor("", entry.Name);
        }
    }

    public void Delete(FileDescriptor fileInfo)
    {
        string path = Path.Combine(Directory, fileInfo.directoryName, fileInfo.fileName ?? "");
        if (System.IO.Directory.Exists(path)) System.IO.Directory.Delete(path, recursive: true);
        else if (File.Exists(path)) File.Delete(path);
    }
}
