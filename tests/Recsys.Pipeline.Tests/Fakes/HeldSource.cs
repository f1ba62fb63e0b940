using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Tests.Fakes;

/// <summary>Keeps its request busy until the test lets it go on; counts those that are in it.</summary>
internal sealed class HeldSource : ICandidateSource
{
    private readonly ManualResetEventSlim _open = new();
    private int _inside;

    public SemaphoreSlim Entered { get; } = new(0);

    public int Most { get; private set; }

    public string Name => "held";

    public void Open() => _open.Set();

    public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores)
    {
        Most = Math.Max(Most, Interlocked.Increment(ref _inside));
        Entered.Release();
        _open.Wait();
        Interlocked.Decrement(ref _inside);
        (rows[0], scores[0]) = (0, 1);
        return 1;
    }
}
