using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Files;

/// <summary>
/// A file of numbers, little-endian, read where it is asked for and straight into place: long columns piece by piece on
/// all processors, without a copy in between and without a limit of 2 GiB. Any number of readers at once.
/// </summary>
public sealed class ColumnFile : IDisposable
{
    // Large enough that a call costs nothing beside the copying, small enough to stay in a core's cache.
    private const int PieceBytes = 1 << 20;
    private readonly SafeFileHandle _file;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It is not there or cannot be opened.</exception>
    public ColumnFile(string path)
    {
        Name = Path.GetFileName(path);
        _file = File.OpenHandle(path);
        Length = RandomAccess.GetLength(_file);
    }

    /// <summary>The file's name without its folder, for messages.</summary>
    public string Name { get; }

    /// <summary>Bytes of the file when it was opened.</summary>
    public long Length { get; }

    /// <summary>Reads numbers.</summary>
    /// <param name="offset">Byte the first one begins at.</param>
    /// <param name="values">Filled.</param>
    /// <exception cref="InvalidDataException">The file ends before them.</exception>
    public void Read<T>(long offset, Span<T> values) where T : unmanaged
    {
        int step = Math.Max(1, PieceBytes / Unsafe.SizeOf<T>());
        for (int from = 0; from < values.Length; from += step)
        {
            var bytes = MemoryMarshal.AsBytes(values.Slice(from, Math.Min(step, values.Length - from)));
            long at = offset + ((long)from * Unsafe.SizeOf<T>());
            while (!bytes.IsEmpty)
            {
                int read = RandomAccess.Read(_file, bytes, at);
                if (read == 0) throw new InvalidDataException($"{Name} is damaged: it is cut short.");
                bytes = bytes[read..];
                at += read;
            }
        }
    }

    /// <summary>Reads one number.</summary>
    /// <exception cref="InvalidDataException">The file ends before it does.</exception>
    public T Read<T>(long offset) where T : unmanaged
    {
        T value = default;
        Read(offset, new Span<T>(ref value));
        return value;
    }

    /// <summary>Reads a column, in pieces side by side.</summary>
    /// <param name="offset">Byte it begins at.</param>
    /// <param name="count">Its numbers; no memory is taken for more than the file holds.</param>
    /// <exception cref="InvalidDataException">The file ends before it does.</exception>
    public T[] ReadColumn<T>(long offset, int count) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if ((long)count * Unsafe.SizeOf<T>() > Length - offset)
            throw new InvalidDataException($"{Name} is damaged: it is cut short.");
        var values = GC.AllocateUninitializedArray<T>(count);
        int step = Math.Max(1, PieceBytes / Unsafe.SizeOf<T>());
        BlockWork.Run(count, step, (from, to) =>
            Read(offset + ((long)from * Unsafe.SizeOf<T>()), values.AsSpan(from, to - from)));
        return values;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
