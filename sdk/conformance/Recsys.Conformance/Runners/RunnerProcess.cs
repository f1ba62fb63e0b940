using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Recsys.Conformance.Runners;

/// <summary>An SDK's runner: takes one request a line and answers one line each.</summary>
internal sealed class RunnerProcess : IAsyncDisposable
{
    private const int StderrLinesKept = 40;
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(10);
    private readonly Process _process;
    private readonly Queue<string> _stderr = new();
    private int _id;

    private RunnerProcess(Process process) => _process = process;

    /// <summary>Whether it can take another request.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>Starts it.</summary>
    public static RunnerProcess Start(RunnerSpec spec)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(spec.Program, spec.Arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = new System.Text.UTF8Encoding(false),
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            },
        };
        var runner = new RunnerProcess(process);
        process.ErrorDataReceived += (_, line) => runner.Keep(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        return runner;
    }

    /// <summary>Asks and waits for the answer.</summary>
    /// <exception cref="ConformanceException">It ended, took too long or wrote something else.</exception>
    public async Task<JsonObject> AskAsync(JsonObject request, TimeSpan atMost, CancellationToken cancellation)
    {
        int id = ++_id;
        request["id"] = id;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(atMost);
        try
        {
            await _process.StandardInput.WriteLineAsync(request.ToJsonString().AsMemory(), limit.Token);
            await _process.StandardInput.FlushAsync(limit.Token);
            string? line = await _process.StandardOutput.ReadLineAsync(limit.Token);
            if (line is null) throw new ConformanceException($"The runner ended.\n{Stderr()}");
            var reply = JsonNode.Parse(line) as JsonObject;
            if ((int?)reply?["id"] != id)
                throw new ConformanceException($"The runner did not answer request {id}: {line}");
            return reply!;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            throw new ConformanceException($"The runner broke off: {error.Message}\n{Stderr()}", error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            // Its next line would answer this request; it is of no use any more.
            _process.Kill(entireProcessTree: true);
            throw new ConformanceException($"The runner gave no answer within {atMost.TotalSeconds} s.", error);
        }
    }

    /// <summary>Closes its input, and ends it if it does not end by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(ExitLimit);
        }
        catch (Exception error) when (error is TimeoutException or IOException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_stderr)
        {
            if (_stderr.Count == StderrLinesKept) _stderr.Dequeue();
            _stderr.Enqueue(line);
        }
    }

    private string Stderr()
    {
        lock (_stderr) return string.Join('\n', _stderr);
    }
}
