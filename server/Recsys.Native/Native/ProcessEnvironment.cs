using System.Runtime.InteropServices;

namespace Recsys.Native;

/// <summary>
/// The environment that native libraries read. <see cref="Environment.SetEnvironmentVariable(string, string)"/> changes
/// .NET's own copy only.
/// </summary>
internal static partial class ProcessEnvironment
{
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int setenv(string name, string value, int overwrite);

    public static void Set(string name, string value)
    {
        if (setenv(name, value, overwrite: 1) == 0) return;
        throw new NativeException(
            NativeStatus.NotLoaded, $"setting {name} failed with errno {Marshal.GetLastPInvokeError()}");
    }
}
