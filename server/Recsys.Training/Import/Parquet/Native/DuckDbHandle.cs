using System.Runtime.InteropServices;

namespace Recsys.Training.Import.Parquet.Native;

/// <summary>Owns one native object of DuckDB: a database, a connection, a statement or a chunk.</summary>
internal sealed class DuckDbHandle : SafeHandle
{
    private readonly Release _release;

    /// <summary>Frees the object and clears the pointer, as all of DuckDB's destroy functions do.</summary>
    public delegate void Release(ref nint pointer);

    public DuckDbHandle(nint pointer, Release release) : base(0, ownsHandle: true)
    {
        _release = release;
        SetHandle(pointer);
    }

    public override bool IsInvalid => handle == 0;

    public nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        _release(ref handle);
        return true;
    }
}
