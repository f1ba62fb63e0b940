using System.Runtime.InteropServices;

namespace Recsys.Training.Import.Parquet.Native;

/// <summary>What DuckDB says is wrong, in its own first line.</summary>
internal sealed class DuckDbException(string message) : Exception(message)
{
    public static unsafe DuckDbException From(byte* error)
    {
        string text = Marshal.PtrToStringUTF8((nint)error) ?? "unknown error";
        int end = text.IndexOf('\n');
        return new DuckDbException(end < 0 ? text : text[..end]);
    }
}
