using System.Diagnostics;

namespace Recsys.Server.Training;

/// <summary>
/// A training as a process of its own: its memory, its crashes and whatever else befalls it are not the server's. It
/// ends with the server, however that ends, since its standard input does.
/// </summary>
/// <param name="patience">How long it may take to end when it is told to; then it is killed, and what it leaves is
/// taken away by the next one.</param>
/// <param name="time">Measures that.</param>
internal sealed class TrainingProcess(TimeSpan patience, TimeProvider time)
{
    // What is kept of what it says to people.
    private const int MostSaid = 4000;

    /// <summary>Runs one.</summary>
    /// <param name="fileName">The executable.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="take">Gets what it tells, in order.</param>
    /// <param name="cancellation">Ends it; the outcome is what it then was.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started.</exception>
    public async Task<TrainingOutcome> RunAsync(
        string fileName, IEnumerable<string> arguments, Action<TrainingEvent> take, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(fileName, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        PreferToServer(process.Id);
        var ending = EndAsync(process, cancellation);
        var said = ReadEndAsync(process.StandardError);
        TrainingEvent last = new();
        var lines = new BoundedLines(process.StandardOutput);
        while (await lines.ReadAsync() is { } line)
        {
            if (TrainingEvent.TryParse(line) is not { } told) continue;
            if (told.Step is not null) take(told);
            else last = told;
        }
        string end = await said;
        await ending;
        return new TrainingOutcome(process.ExitCode, last.Published, last.Failure, end);
    }

    private async Task EndAsync(Process process, CancellationToken cancellation)
    {
        try
        {
            await process.WaitForExitAsync(cancellation);
            return;
        }
        catch (OperationCanceledException)
        {
            process.StandardInput.Close();
        }
        using var late = new CancellationTokenSource(patience, time);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<string> ReadEndAsync(StreamReader from)
    {
        string kept = "";
        var lines = new BoundedLines(from);
        while (await lines.ReadAsync() is { } line)
        {
            kept += line + "\n";
            if (kept.Length > MostSaid) kept = kept[^MostSaid..];
        }
        return kept.TrimEnd();
    }

    // Where the system runs out of memory it ends whoever has most of this.
    private static void PreferToServer(int process)
    {
        try
        {
            File.WriteAllText($"/proc/{process}/oom_score_adj", "500");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended, or the system has no such thing: it trains all the same.
        }
    }
}
