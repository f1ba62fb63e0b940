namespace Recsys.Storage.Tests.Model;

/// <summary>One step of a random run.</summary>
/// <param name="Verb">What is done.</param>
/// <param name="Subject">To which product or customer.</param>
/// <param name="Size">How much of it; also chooses among variants.</param>
/// <param name="Waits">Whether it is answered before the next step is asked for; else they may share a commit.</param>
public readonly record struct StoreStep(StoreVerb Verb, int Subject, int Size, bool Waits);
