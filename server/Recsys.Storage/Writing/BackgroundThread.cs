using System.Collections.Concurrent;
using Recsys.Storage.Native;

namespace Recsys.Storage.Writing;

/// <summary>
/// A thread of its own for one asynchronous loop: what it awaits, it goes on with on the same thread. Bursts of writing
/// then hold up none of the threads that answer requests, and where processors are scarce requests go first.
/// </summary>
internal sealed class BackgroundThread : SynchronizationContext
{
    // Enough that an answer need not wait for a burst, little enough that the writer is never starved.
    private const int Nice = 4;
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];

    private BackgroundThread()
    {
    }

    /// <summary>Runs a loop on a thread of its own.</summary>
    /// <returns>Ends with the loop.</returns>
    public static Task Run(string name, Func<Task> loop)
    {
        var context = new BackgroundThread();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => context.Serve(loop, ended)) { IsBackground = true, Name = name };
        thread.Start();
        return ended.Task;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _work.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The loop has ended, and a checkpoint that it began goes on without it.
            ThreadPool.QueueUserWorkItem(_ => d(state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException(
        "Nobody may wait for the writer's thread.");

    private void Serve(Func<Task> loop, TaskCompletionSource ended)
    {
        ThreadNice.Set(Nice);
        SetSynchronizationContext(this);
        var running = loop();
        running.ContinueWith(
            _ => _work.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        foreach (var (callback, state) in _work.GetConsumingEnumerable()) callback(state);
        ended.SetFromTask(running);
    }
}
