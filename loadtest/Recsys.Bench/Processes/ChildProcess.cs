using System.Diagnostics;

namespace Recsys.Bench.Processes;

/// <summary>
/// A process this one started: its output line by line, its end, and no other process ever touched. It does not outlive
/// this process unless that is killed itself.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesKept = 200;
    private readonly Process _process;
    private readonly Action<string>? _onLine;
    private readonly Queue<string> _lines = [];
    private readonly List<(string Text, TaskCompletionSource<string> Found)> _awaited = [];

    private ChildProcess(Process process, Action<string>? onLine)
    {
        (_process, _onLine) = (process, onLine);
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
    }

    /// <summary>Id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The latest lines it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    /// <summary>Starts a process.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="onLine">Gets each line it writes; null for nobody.</param>
    /// <param name="environment">Variables to set for it; null for none besides this process's own.</param>
    /// <exception cref="BenchException">The program cannot be started.</exception>
    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, Action<string>? onLine = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The server asks nobody for a key that its clients here do not have.
        start.Environment.Remove("RECSYS_API_KEY");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        try
        {
            var process = new Process { StartInfo = start };
            var child = new ChildProcess(process, onLine);
            process.OutputDataReceived += (_, line) => child.Take(line.Data);
            process.ErrorDataReceived += (_, line) => child.Take(line.Data);
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return child;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new BenchException($"{program} cannot be started: {error.Message}", error);
        }
    }

    /// <summary>Waits for a line that holds a text.</summary>
    /// <returns>The line.</returns>
    /// <exception cref="BenchException">The process ended, or did not write it in time.</exception>
    public async Task<string> WaitForLineAsync(string text, TimeSpan atMost, CancellationToken cancellation)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lines)
        {
            if (_lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } there) return there;
            _awaited.Add((text, found));
        }
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(atMost);
        var exit = _process.WaitForExitAsync(ended.Token);
        await Task.WhenAny(found.Task, exit).ConfigureAwait(false);
        // The end is known once all that was written has been taken, so both may be there by now.
        if (found.Task.IsCompleted) return await found.Task.ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        string what = _process.HasExited ? $"ended with code {_process.ExitCode}" : $"took longer than {atMost}";
        throw new BenchException($"A process that was started {what} before it said '{text}':\n{Output}");
    }

    /// <summary>Kills it, as the operating system does, with no chance to finish anything, and waits until it is
    /// gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Asks it to end (SIGTERM) and waits.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="BenchException">It did not end in time; it is killed then.</exception>
    public async Task<int> StopAsync(TimeSpan atMost)
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync().ConfigureAwait(false);
        using var late = new CancellationTokenSource(atMost);
        try
        {
            await _process.WaitForExitAsync(late.Token).ConfigureAwait(false);
            return _process.ExitCode;
        }
        catch (OperationCanceledException error)
        {
            await KillAsync().ConfigureAwait(false);
            throw new BenchException($"A process that was told to stop did not within {atMost}.", error);
        }
    }

    /// <summary>Writes a line to its standard input.</summary>
    public Task WriteLineAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Kills it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        if (!_process.HasExited) await KillAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private void KillAtExit(object? sender, EventArgs e)
    {
        if (!_process.HasExited) _process.Kill();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        _onLine?.Invoke(line);
        lock (_lines)
        {
            if (_lines.Count == LinesKept) _lines.Dequeue();
            _lines.Enqueue(line);
            foreach (var (text, found) in _awaited)
                if (line.Contains(text, StringComparison.Ordinal)) found.TrySetResult(line);
        }
    }
}
