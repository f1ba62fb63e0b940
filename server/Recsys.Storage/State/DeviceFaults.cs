namespace Recsys.Storage.State;

/// <summary>The first write that failed on some devices, until it is taken note of.</summary>
internal sealed class DeviceFaults
{
    // ENOSPC and EDQUOT, as .NET passes them on, and the code of Windows that .NET uses where it reserves space itself.
    private const uint NoSpace = 28, OverQuota = 122, DiskFull = 112;
    private long _code;
    private int _failing;

    /// <summary>Error code of the first failed write, or null.</summary>
    public uint? First => Interlocked.Read(ref _code) is var code and not 0 ? (uint)code : null;

    /// <summary>Whether an error code says that the disk is full.</summary>
    public static bool IsFull(uint code) => (code & 0xFFFF) is NoSpace or OverQuota or DiskFull;

    /// <summary>Whether an exception says that the disk is full.</summary>
    public static bool IsFull(Exception error) =>
        error is IOException io && IsFull((uint)io.HResult)
        || error is AggregateException { InnerException: { } inner } && IsFull(inner);

    public void Note(uint code) => Interlocked.CompareExchange(ref _code, code, 0);

    /// <summary>A write fails and is being tried again.</summary>
    public void Enter(uint code)
    {
        Interlocked.Increment(ref _failing);
        Note(code);
    }

    /// <summary>That write succeeded, or is given up; the fault ends with the last of them.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _failing) == 0) Clear();
    }

    public void Clear() => Interlocked.Exchange(ref _code, 0);
}
