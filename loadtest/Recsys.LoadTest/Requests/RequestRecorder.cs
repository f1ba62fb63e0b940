namespace Recsys.LoadTest.Requests;

/// <summary>Keeps requests as they leave, to be written as a recording when the load is over.</summary>
/// <remarks>For one step at a time: a recording has one start.</remarks>
public sealed class RequestRecorder
{
    private const long MaxBytes = 1L << 30;
    private readonly List<(long AtNs, LoadMethod Method, byte[] Message)> _requests = [];
    private long _bytes;

    /// <summary>Requests that were not kept, since there were more than a recording holds.</summary>
    public long Left { get; private set; }

    internal void Keep(long atNs, LoadMethod method, ReadOnlySpan<byte> message)
    {
        lock (_requests)
        {
            if (_requests.Count == RequestRecording.MaxRequests || (_bytes += message.Length) > MaxBytes) Left++;
            else _requests.Add((atNs, method, message.ToArray()));
        }
    }

    /// <summary>The recording's lines, by time.</summary>
    public IEnumerable<string> ToLines()
    {
        (long AtNs, LoadMethod Method, byte[] Message)[] requests;
        lock (_requests) requests = [.. _requests.OrderBy(request => request.AtNs)];
        return requests.Select(request => RequestRecording.LineOf(request.AtNs, request.Method, request.Message));
    }
}
