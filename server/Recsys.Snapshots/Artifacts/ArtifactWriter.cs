using System.Runtime.InteropServices;

namespace Recsys.Snapshots.Artifacts;

/// <summary>Writes a binary artifact: little-endian, a kind and a format first, then numbers and columns one after
/// another.</summary>
internal sealed class ArtifactWriter : IDisposable
{
    private readonly FileStream _file;

    public ArtifactWriter(string path, uint kind, int format)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        Write(kind);
        Write(format);
    }

    public void Write<T>(T value) where T : unmanaged =>
        _file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public void WriteColumn<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        // A span of bytes ends at 2 GiB, a column need not.
        const int Step = 1 << 24;
        for (int from = 0; from < values.Length; from += Step)
            _file.Write(MemoryMarshal.AsBytes(values.Slice(from, Math.Min(Step, values.Length - from))));
    }

    public void WriteText(string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Write(bytes.Length);
        _file.Write(bytes);
    }

    public void Dispose() => _file.Dispose();
}
