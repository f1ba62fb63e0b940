using FASTER.core;

namespace Recsys.Storage.State;

/// <summary>Makes the devices of one FASTER store and remembers whether a write to any of them failed.</summary>
internal sealed class StateFiles(string directory) : INamedDeviceFactory
{
    public string Directory { get; } = directory;

    /// <summary>Failed writes of what no longer fits memory.</summary>
    public DeviceFaults LogFaults { get; } = new();

    /// <summary>Failed writes of checkpoints.</summary>
    public DeviceFaults CheckpointFaults { get; } = new();

    public FileDevice OpenLog() => new FileDevice(Path.Combine(Directory, "log"), LogFaults);

    public void Initialize(string baseName) => System.IO.Directory.CreateDirectory(Directory);

    public IDevice Get(FileDescriptor fileInfo)
    {
        string folder = Path.Combine(Directory, fileInfo.directoryName);
        System.IO.Directory.CreateDirectory(folder);
        return new FileDevice(Path.Combine(folder, fileInfo.fileName), CheckpointFaults);
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
        else File.Delete(path);
    }
}
