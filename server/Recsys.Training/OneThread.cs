using Recsys.Native;

namespace Recsys.Training;

/// <summary>
/// While one lives, steps of training take one thread. The layers here are small: handing parts of each operation to a
/// second thread takes three times the processor time per row, and hardly less of the clock's. The number is the whole
/// process's, so that of several that live at once the last one puts it back.
/// </summary>
internal readonly struct OneThread : IDisposable
{
    private static readonly Lock Gate = new();
    private static int _living;
    private static int _before;

    public static OneThread Begin()
    {
        lock (Gate)
        {
            if (_living++ == 0) _before = NativeRuntime.ComputeThreads;
            NativeRuntime.ComputeThreads = 1;
        }
        return default;
    }

    public void Dispose()
    {
        lock (Gate)
            if (--_living == 0) NativeRuntime.ComputeThreads = _before;
    }
}
