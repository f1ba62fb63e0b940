using System.Diagnostics;
using System.Text;


namespace Recsys.Native;

/// <summary>Turns the code of a native call into an exception with the library's own text.</summary>
public static class NativeCall
{
    private const int LongestText = 4096;

    /// <summary>Does nothing for 0; otherwise throws what the calling thread's last failure was.</summary>
    /// <param name="code">What the call returned.</param>
    /// <exception cref="NativeException">For any other code.</exception>
    [StackTraceHidden]
    public static void ThrowIfFailed(int code)
    {
        if (code != 0) Throw((NativeStatus)code);
    }

    /// <summary>Text of the calling thread's last failure; to be read right after it.</summary>
    public static unsafe string LastErrorText()
    {
        byte* text = stackalloc byte[LongestText];
        int length = RuntimeNative.recsys_error_text(text, LongestText);
        return Encoding.UTF8.GetString(text, length);
    }

    [StackTraceHidden]
    private static void Throw(NativeStatus status) => throw new NativeException(status, LastErrorText());
}
