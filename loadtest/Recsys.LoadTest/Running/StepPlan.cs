using Recsys.LoadTest.Arrivals;

namespace Recsys.LoadTest.Running;

/// <summary>What one step does.</summary>
internal sealed record StepPlan
{
    /// <summary>Arrivals of the open loop, from the start of the step; null for the closed loop.</summary>
    public IArrivals? Arrivals { get; init; }

    /// <summary>Calls under way at once: all the time in the closed loop, at most in the open one.</summary>
    public required int InFlight { get; init; }

    /// <summary>Requests at most.</summary>
    public long Requests { get; init; } = long.MaxValue;

    /// <summary>Requests due from here on are not sent.</summary>
    public long DurationNs { get; init; } = long.MaxValue;

    /// <summary>Number of the first request.</summary>
    public long FirstNumber { get; init; }

    /// <summary>Every how many calls the server is asked for its own times; 0 never.</summary>
    public int TimingEvery { get; init; } = 1;

    /// <summary>How long the last calls are waited for.</summary>
    public required long DrainNs { get; init; }

    /// <summary>Whether the first request that is turned away ends the step: enough to know that a rate is too
    /// high.</summary>
    public bool StopWhenFull { get; init; }

    /// <summary>Length of the parts that the course is told in.</summary>
    public long PartNs { get; init; } = 1_000_000_000;
}
