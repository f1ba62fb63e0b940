using System.Diagnostics;

namespace Recsys.Models.Repository;

/// <summary>
/// Held while the current version changes, so that a server and a command beside it do not mix what was live before.
/// Goes with the process that holds it.
/// </summary>
internal static class ActivationLock
{
    private const string Name = ".activation.lock";
    private const int PollMs = 10;

    // Holders write two small files; who takes longer is stuck.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    /// <summary>Waits for the lock.</summary>
    /// <returns>Gives it back on disposal.</returns>
    /// <exception cref="IOException">Somebody else held it for too long, or the folder cannot be written.</exception>
    public static IDisposable Take(string root)
    {
        long began = Stopwatch.GetTimestamp();
        string path = Path.Combine(root, Name);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && Stopwatch.GetElapsedTime(began) < Most)
            {
                Thread.Sleep(PollMs);
            }
        }
    }
}
