using System.Runtime.InteropServices;

namespace Recsys.LoadTest.Native;

/// <summary>
/// Sleeps that end within microseconds of their time, where the system has them. Linux lets timers of ordinary threads
/// slip by 50 µs to save power; a thread may ask for less, and then needs no spinning to be on time.
/// </summary>
internal static partial class PreciseSleep
{
    private const int SetTimerSlack = 29;

    [ThreadStatic]
    private static bool _prompt;

    /// <summary>Sleeps for so long, or less when a signal arrives.</summary>
    /// <returns>False where the system cannot; then nothing was waited for.</returns>
    public static bool TryFor(long nanoseconds)
    {
        if (!OperatingSystem.IsLinux()) return false;
        if (!_prompt)
        {
            // Refused at worst, which makes the sleeps of this thread 50 µs late.
            _ = prctl(SetTimerSlack, 1, 0, 0, 0);
            _prompt = true;
        }
        var time = new Timespec(nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
        _ = nanosleep(in time, 0);
        return true;
    }

    [LibraryImport("libc")]
    private static partial int nanosleep(in Timespec time, nint remaining);

    [LibraryImport("libc")]
    private static partial int prctl(int option, nuint value, nuint third, nuint fourth, nuint fifth);

    private readonly struct Timespec(long seconds, long nanoseconds)
    {
        private readonly nint _seconds = (nint)seconds;
        private readonly nint _nanoseconds = (nint)nanoseconds;

        public override string ToString() => $"{_seconds} s {_nanoseconds} ns";
    }
}
