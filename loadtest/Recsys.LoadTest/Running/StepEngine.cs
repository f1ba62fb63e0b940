using Recsys.LoadTest.Measuring;
using Recsys.LoadTest.Requests;

namespace Recsys.LoadTest.Running;

/// <summary>
/// Sends the requests of one step. One thread keeps the schedule: it sleeps until a request is due, begins it and goes
/// on to the next, whatever the server does. Ends are counted on whichever thread they arrive.
/// </summary>
internal sealed class StepEngine : ICallEnds
{
    // Sleeps are cut, so that an early end is noticed.
    private const long LongestSleepNs = 50_000_000;
    private const long PollNs = 1_000_000, LazyPollNs = 20_000_000;

    private readonly StepPlan _plan;
    private readonly ILoadTarget _target;
    private readonly ILoadClock _clock;
    private readonly IRequestSource _requests;
    private readonly RequestRecorder? _recorder;
    private readonly StepTally _tally;
    private readonly Lock _gate = new();
    private readonly Stack<LoadCall> _free = new();
    private CancellationToken _cancellation;
    private long _startNs;
    private long _next;
    private int _made;
    private bool _over;

    public StepEngine(
        StepPlan plan, ILoadTarget target, ILoadClock clock, IRequestSource requests, RequestRecorder? recorder)
    {
        (_plan, _target, _clock, _requests, _recorder) = (plan, target, clock, requests, recorder);
        _tally = new StepTally(plan.PartNs);
    }

    /// <summary>Runs the step on the calling thread.</summary>
    /// <param name="cancellation">Ends it early; what was measured until then is returned.</param>
    public StepTally Run(CancellationToken cancellation)
    {
        _cancellation = cancellation;
        var processor = Environment.CpuUsage.TotalTime;
        _startNs = _clock.NowNs;
        if (_plan.Arrivals is { } arrivals) KeepSchedule(arrivals);
        else KeepBusy();
        Drain();
        lock (_gate)
        {
            // The ends of calls that come later than this are nobody's.
            _over = true;
            _tally.ProcessorTime = Environment.CpuUsage.TotalTime - processor;
            return _tally;
        }
    }

    void ICallEnds.Record(LoadCall call, in LoadReply reply)
    {
        long now = _clock.NowNs;
        lock (_gate)
        {
            if (_over) return;
            _tally.Of(call.Method).Record(reply, call.DueNs, call.SentNs, now);
            _tally.Timeline.Ended(
                now - _startNs, reply.Status == LoadReply.Ok, CallTally.HasLatency(reply) ? now - call.DueNs : -1);
            _tally.LengthNs = Math.Max(_tally.LengthNs, now - _startNs);
        }
    }

    void ICallEnds.Free(LoadCall call)
    {
        if (_plan.Arrivals is null && Continue(call)) return;
        lock (_gate) _free.Push(call);
    }

    private void KeepSchedule(Arrivals.IArrivals arrivals)
    {
        for (long i = 0; i < _plan.Requests && arrivals.TryNextNs(out long atNs) && atNs < _plan.DurationNs; i++)
        {
            if (!WaitUntil(_startNs + atNs)) return;
            long number = _plan.FirstNumber + i;
            if (TakeFree() is not { } call)
            {
                TurnAway(number);
                if (_plan.StopWhenFull) return;
                continue;
            }
            Prepare(call, number);
            (call.DueNs, call.SentNs) = (_startNs + atNs, _clock.NowNs);
            if (call.Begin(_target)) ((ICallEnds)this).Free(call);
        }
    }

    private void KeepBusy()
    {
        long workers = Math.Min(_plan.InFlight, _plan.Requests);
        for (long i = 0; i < workers; i++)
        {
            var call = TakeFree()!;
            if (!Continue(call)) lock (_gate) _free.Push(call);
        }
        long end = _plan.DurationNs == long.MaxValue ? long.MaxValue : _startNs + _plan.DurationNs;
        while (!_cancellation.IsCancellationRequested && _clock.NowNs < end && !AllFree())
            _clock.WaitUntil(Math.Min(_clock.NowNs + LazyPollNs, end));
    }

    // The closed loop: a call that ended is the next one's beginning.
    private bool Continue(LoadCall call)
    {
        while (!_cancellation.IsCancellationRequested && !_over)
        {
            long number = Interlocked.Increment(ref _next) - 1;
            long now = _clock.NowNs;
            if (number >= _plan.Requests || now - _startNs >= _plan.DurationNs) return false;
            Prepare(call, _plan.FirstNumber + number);
            (call.DueNs, call.SentNs) = (now, now);
            if (!call.Begin(_target)) return true;
        }
        return false;
    }

    private void Prepare(LoadCall call, long number)
    {
        call.Number = number;
        call.WithTiming = _plan.TimingEvery > 0 && number % _plan.TimingEvery == 0;
        _requests.Fill(call, number);
        lock (_gate) _tally.Of(call.Method).Sent++;
        _recorder?.Keep(_clock.NowNs - _startNs, call.Method, call.Message.Span);
    }

    private void TurnAway(long number)
    {
        lock (_gate)
        {
            _tally.Of(_requests.MethodOf(number)).NotSent++;
            _tally.Timeline.NotSent(_clock.NowNs - _startNs);
        }
    }

    private LoadCall? TakeFree()
    {
        lock (_gate)
        {
            if (_free.TryPop(out var call)) return call;
            if (_made == _plan.InFlight) return null;
            _made++;
            return new LoadCall(this);
        }
    }

    private bool AllFree()
    {
        lock (_gate) return _free.Count == _made;
    }

    private bool WaitUntil(long timeNs)
    {
        while (!_cancellation.IsCancellationRequested)
        {
            long now = _clock.NowNs;
            if (now >= timeNs) return true;
            _clock.WaitUntil(Math.Min(timeNs, now + LongestSleepNs));
        }
        return false;
    }

    private void Drain()
    {
        long untilNs = _clock.NowNs + _plan.DrainNs;
        // After an early end nobody waits for slow calls any more.
        while (!AllFree() && _clock.NowNs < untilNs && !_cancellation.IsCancellationRequested)
            _clock.WaitUntil(_clock.NowNs + PollNs);
        lock (_gate)
        {
            foreach (var tally in _tally.Methods.Values)
            {
                long open = tally.Sent - tally.Answered - tally.Failures.Values.Sum();
                if (open > 0) tally.Fail(_cancellation.IsCancellationRequested ? "INTERRUPTED" : "UNFINISHED", open);
            }
            _over = true;
            // A step of a given time lasts at least that long, another one until its last call ended.
            if (_plan.DurationNs != long.MaxValue || _tally.LengthNs == 0)
                _tally.LengthNs = Math.Max(_tally.LengthNs, Math.Min(_clock.NowNs - _startNs, _plan.DurationNs));
        }
    }
}
