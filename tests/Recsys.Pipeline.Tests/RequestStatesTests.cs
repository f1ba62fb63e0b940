using Recsys.Pipeline.Filtering;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Scoring;
using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests;

public class RequestStatesTests
{
    private readonly CountedStates _states = new();

    [Fact]
    public void Of_TwoPartsOfOneRequest_FillsOnceAndGivesBackAtTheEnd()
    {
        using var shop = Serve(new StateSource(_states), new StateScorer(_states));

        Ask(shop);
        Ask(shop);

        Assert.Equal(2, _states.Fills);
        Assert.Equal(2, _states.Ends);
        Assert.Equal(1, _states.Made);
    }

    [Fact]
    public void Of_EveryRequest_SeesItsOwnCandidateCount()
    {
        using var shop = Serve(new StateSource(_states), new StateScorer(_states));

        foreach (int count in (int[])[10, 50, 20])
        {
            Ask(shop, count);
            Assert.Equal(count, _states.Last!.Filled);
        }
    }

    [Fact]
    public void Of_ScorerFails_GivesBack()
    {
        using var shop = Serve(new StateSource(_states), new StateScorer(_states) { Fails = true });

        var result = Ask(shop);

        Assert.Equal("state", Assert.Single(result.Degraded).Component);
        Assert.Equal((1, 1), (_states.Fills, _states.Ends));
        Assert.Same(_states.Last, _states.Of(Context()));
    }

    [Fact]
    public async Task Of_FilterFails_GivesBack()
    {
        using var shop = Serve(new StateSource(_states), new StateScorer(_states), new FailingFilter());

        await Assert.ThrowsAsync<IOException>(
            () => shop.Pipeline.ExecuteAsync(Shop.Request(5, 10), CancellationToken.None).AsTask());

        Assert.Equal((1, 1), (_states.Fills, _states.Ends));
    }

    [Fact]
    public async Task Of_RequestGivenUp_GivesBack()
    {
        using var end = new CancellationTokenSource();
        using var shop = Serve(new StateSource(_states) { Asked = end.Cancel }, new StateScorer(_states));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => shop.Pipeline.ExecuteAsync(Shop.Request(5, 10), end.Token).AsTask());

        Assert.Equal((1, 1), (_states.Fills, _states.Ends));
    }

    [Fact]
    public void Of_FillFails_IsTriedAgainWithoutLosingTheState()
    {
        using var context = Context();
        _states.FailsNext = true;

        Assert.Throws<TimeoutException>(() => _states.Of(context));
        var state = _states.Of(context);

        Assert.Same(state, _states.Of(context));
        Assert.Equal((1, 2, 1), (_states.Made, _states.Fills, _states.Ends));
    }

    [Fact]
    public void Of_TwoKinds_AreKeptApart()
    {
        var other = new CountedStates();
        using (var context = Context())
        {
            var (a, b) = (_states.Of(context), other.Of(context));
            Assert.NotSame(a, b);
            Assert.Same(a, _states.Of(context));
            Assert.Same(b, other.Of(context));
        }
        Assert.Equal((1, 1), (_states.Ends, other.Ends));
    }

    [Fact]
    public void Of_RequestsAtOnce_HaveStatesOfTheirOwn()
    {
        using var one = Context();
        using var two = Context();

        Assert.NotSame(_states.Of(one), _states.Of(two));
    }

    [Fact]
    public void Of_RequestThatIsOver_IsRefused()
    {
        var context = Context();
        context.Dispose();

        Assert.Throws<ObjectDisposedException>(() => _states.Of(context));
        Assert.Equal(0, _states.Fills);
    }

    [Fact]
    public void Of_Steady_AllocatesNothing()
    {
        RecommendationContext[] contexts = [.. Enumerable.Range(0, 64).Select(_ => Context())];
        foreach (var context in contexts)
        {
            _states.Of(context);
            context.Dispose();
        }
        contexts = [.. contexts.Select(_ => Context())];

        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var context in contexts)
        {
            _states.Of(context);
            context.Dispose();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static RecommendationContext Context() => Contexts.Of(new(), Shop.Request(5, 10));

    private static Shop Serve(
        ICandidateSource source, IScorer scorer, params ICandidateFilter[] filters) =>
        new Shop(100).Serve(new PipelineDefinition
        {
            Name = "home",
            Sources = [new WeightedSource(source, 1)],
            Filters = [.. StandardFilters.All, .. filters],
            Scorer = scorer,
        });

    private static RecommendationResult Ask(Shop shop, int candidates = 10) =>
        shop.Ask(Shop.Request(5, candidates));

    private sealed class CountedState : RequestState
    {
        public int Filled { get; set; }

        public required Action Ended { get; init; }

        protected internal override void End() => Ended();
    }

    private sealed class CountedStates : RequestStates<CountedState>
    {
        public int Made { get; private set; }

        public int Fills { get; private set; }

        public int Ends { get; private set; }

        public bool FailsNext { get; set; }

        public CountedState? Last { get; private set; }

        protected override CountedState Make()
        {
            Made++;
            return new CountedState { Ended = () => Ends++ };
        }

        protected override void Fill(CountedState state, RecommendationContext context)
        {
            Fills++;
            if (FailsNext)
            {
                FailsNext = false;
                throw new TimeoutException();
            }
            Last = state;
            state.Filled = context.Request.CandidateCount;
        }
    }

    private sealed class StateSource(CountedStates states) : ICandidateSource
    {
        public Action Asked { get; init; } = () => { };

        public string Name => "state";

        public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores)
        {
            Assert.Equal(context.Request.CandidateCount, states.Of(context).Filled);
            Asked();
            for (int i = 0; i < rows.Length; i++) (rows[i], scores[i]) = (i, 1);
            return rows.Length;
        }
    }

    private sealed class StateScorer(CountedStates states) : IScorer
    {
        public bool Fails { get; init; }

        public string Name => "state";

        public void Score(
            RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores,
            Span<float> scores)
        {
            Assert.Equal(context.Request.CandidateCount, states.Of(context).Filled);
            if (Fails) throw new TimeoutException();
            retrievalScores.CopyTo(scores);
        }
    }
}
