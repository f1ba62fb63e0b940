using System.Runtime.CompilerServices;
using Recsys.Pipeline.Files;

namespace Recsys.Snapshots.Artifacts;

/// <summary>
/// Reads what <see cref="ArtifactWriter"/> wrote. Nothing is believed: counts are held against bounds and against the
/// bytes that are left before memory is taken, and a damaged file ends in one clear <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class ArtifactReader : IDisposable
{
    private const int MaxTextBytes = 4096;
    private long _position;

    public ArtifactReader(string path, uint kind, int format)
    {
        File = new ColumnFile(path);
        try
        {
            if (Read<uint>() != kind) throw Damaged("it is not a file of this kind");
            int found = Read<int>();
            if (found != format) throw Damaged($"it has format {found} and this build reads {format}");
        }
        catch
        {
            File.Dispose();
            throw;
        }
    }

    /// <summary>The file, for columns that are not read whole (<see cref="Skip"/>).</summary>
    public ColumnFile File { get; }

    /// <summary>A number that must lie in a range.</summary>
    public int ReadCount(string what, int min, int max)
    {
        int value = Read<int>();
        return value >= min && value <= max ? value : throw Damaged($"it names {value} {what}");
    }

    /// <summary>Goes over a column.</summary>
    /// <returns>Byte it begins at.</returns>
    public long Skip<T>(int count) where T : unmanaged
    {
        long begins = _position, bytes = (long)count * Unsafe.SizeOf<T>();
        if (bytes > File.Length - begins) throw Damaged("it is cut short");
        _position += bytes;
        return begins;
    }

    /// <summary>A column of numbers below a bound and not below 0.</summary>
    public int[] ReadRows(string what, int count, int below)
    {
        int[] values = File.ReadColumn<int>(Skip<int>(count), count);
        foreach (int value in values)
            if ((uint)value >= (uint)below) throw Damaged($"its {what} name product {value} of {below}");
        return values;
    }

    public string ReadText()
    {
        int length = ReadCount("bytes of text", 0, MaxTextBytes);
        return System.Text.Encoding.UTF8.GetString(File.ReadColumn<byte>(Skip<byte>(length), length));
    }

    /// <summary>Checks that nothing follows.</summary>
    public void End()
    {
        if (_position != File.Length) throw Damaged($"{File.Length - _position} bytes follow its end");
    }

    public InvalidDataException Damaged(string reason) => new($"{File.Name} is damaged: {reason}.");

    public void Dispose() => File.Dispose();

    private T Read<T>() where T : unmanaged => File.Read<T>(Skip<T>(1));
}
