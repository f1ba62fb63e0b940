using Recsys.LoadTest.Running;

namespace Recsys.LoadTest.Requests;

/// <summary>What the requests of a step are; safe for any number of threads.</summary>
internal interface IRequestSource
{
    /// <summary>What a request calls.</summary>
    /// <param name="number">Its number from 0.</param>
    LoadMethod MethodOf(long number);

    /// <summary>Puts a request into a call: its method and message.</summary>
    void Fill(LoadCall call, long number);
}
