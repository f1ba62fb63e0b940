using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace Recsys.Pipeline.Files;

/// <summary>
/// A file of numbers in the address space, read-only: what of it is read lies in memory once, shared with the system's
/// cache of files, and no time goes into copying it. The file may be removed meanwhile, but must not be cut short or
/// written to. Given back when nothing refers to it any more.
/// </summary>
/// <typeparam name="T">Type of the numbers, little-endian in the file.</typeparam>
public sealed unsafe class MappedColumn<T> where T : unmanaged
{
    // Holds the pages that the pointer leads to; closed by its finalizer.
    private readonly MemoryMappedViewAccessor? _view;
    private readonly T* _first;

    /// <summary>Maps a file.</summary>
    /// <exception cref="IOException">It is not there or cannot be mapped.</exception>
    public MappedColumn(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        Length = file.Length / Unsafe.SizeOf<T>();
        if (Length == 0) return;
        using var mapping = MemoryMappedFile.CreateFromFile(
            file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = mapping.CreateViewAccessor(0, file.Length, MemoryMappedFileAccess.Read);
        byte* first = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        _first = (T*)(first + _view.PointerOffset);
    }

    /// <summary>Whole numbers of the file.</summary>
    public long Length { get; }

    /// <summary>Where a number lies; valid while this object is held.</summary>
    /// <param name="at">Which.</param>
    public T* At(long at)
    {
        if ((ulong)at >= (ulong)Length)
            throw new ArgumentOutOfRangeException(nameof(at), at, $"The column has {Length} numbers.");
        return _first + at;
    }

    /// <summary>Some numbers; valid while this object is held.</summary>
    /// <param name="from">The first.</param>
    /// <param name="count">How many.</param>
    public ReadOnlySpan<T> Slice(long from, int count)
    {
        if ((ulong)from > (ulong)Length || (uint)count > (ulong)(Length - from))
            throw new ArgumentOutOfRangeException(nameof(from), from, $"The column has {Length} numbers.");
        return new ReadOnlySpan<T>(_first + from, count);
    }
}
