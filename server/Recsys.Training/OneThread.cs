using Recsys.Native;

namespace Recsys.Training;

/// <summary>
/// While it lives, steps of training take one thread. The layers here are small: handing parts of each operation to a
/// second thread takes three times the processor time per row, and hardly less of the clock's.
/// </summary>
internal readonly struct OneThread : IDisposable
{
    private readonly int _before;

    private OneThread(int before) => _before = before;

    public static OneThread Begin()
    {
        int before = NativeRuntime.ComputeThreads;
        NativeRuntime.ComputeThreads = 1;
        return new OneThread(before);
    }

    public void Dispose() => NativeRuntime.ComputeThreads = _before;
}
