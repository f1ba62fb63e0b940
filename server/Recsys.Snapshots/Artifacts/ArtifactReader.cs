using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recsys.Snapshots.Artifacts;

/// <summary>
/// Reads what <see cref="ArtifactWriter"/> wrote. Nothing is believed: counts are held against bounds and against the
/// bytes that are left before memory is taken, and a damaged file ends in one clear <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class ArtifactReader : IDisposable
{
    private const int MaxTextBytes = 4096;
    private readonly FileStream _file;
    private readonly string _name;

    public ArtifactReader(string path, uint kind, int format)
    {
        _name = Path.GetFileName(path);
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            if (Read<uint>() != kind) throw Damaged("it is not a file of this kind");
            int found = Read<int>();
            if (found != format) throw Damaged($"it has format {found} and this build reads {format}");
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>A number that must lie in a range.</summary>
    public int ReadCount(string what, int min, int max)
    {
        int value = Read<int>();
        return value >= min && value <= max ? value : throw Damaged($"it names {value} {what}");
    }

    public long ReadLong() => Read<long>();

    public T[] ReadColumn<T>(int count) where T : unmanaged
    {
        if ((long)count * Unsafe.SizeOf<T>() > _file.Length - _file.Position) throw Damaged("it is cut short");
        const int Step = 1 << 24;
        var values = GC.AllocateUninitializedArray<T>(count);
        for (int from = 0; from < count; from += Step)
            _file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(from, Math.Min(Step, count - from))));
        return values;
    }

    /// <summary>A column of finite numbers.</summary>
    public float[] ReadFiniteColumn(string what, int count)
    {
        float[] values = ReadColumn<float>(count);
        foreach (float value in values)
            if (!float.IsFinite(value)) throw Damaged($"a number of its {what} is not finite");
        return values;
    }

    /// <summary>A column of numbers below a bound and not below 0.</summary>
    public int[] ReadRows(string what, int count, int below)
    {
        int[] values = ReadColumn<int>(count);
        foreach (int value in values)
            if ((uint)value >= (uint)below) throw Damaged($"its {what} name product {value} of {below}");
        return values;
    }

    public string ReadText()
    {
        byte[] bytes = ReadColumn<byte>(ReadCount("bytes of text", 0, MaxTextBytes));
        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Checks that nothing follows.</summary>
    public void End()
    {
        if (_file.Position != _file.Length) throw Damaged($"{_file.Length - _file.Position} bytes follow its end");
    }

    public InvalidDataException Damaged(string reason) => new($"{_name} is damaged: {reason}.");

    public void Dispose() => _file.Dispose();

    private T Read<T>() where T : unmanaged
    {
        Unsafe.SkipInit(out T value);
        var bytes = MemoryMarshal.AsBytes(new Span<T>(ref value));
        if (_file.Length - _file.Position < bytes.Length) throw Damaged("it is cut short");
        _file.ReadExactly(bytes);
        return value;
    }
}
