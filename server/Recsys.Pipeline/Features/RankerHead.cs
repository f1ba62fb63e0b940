namespace Recsys.Pipeline.Features;

/// <summary>One of several answers that a ranker learns at once.</summary>
/// <param name="Name">What it is the chance of: <c>answer</c>, the one the ranker is judged by, <c>add_to_cart</c>,
/// <c>click</c>, <c>view</c>, or <c>liked</c>: that a rating is a good one.</param>
/// <param name="Share">Its share of the ranker's log odds, from 0 to 1; those of all heads sum to 1.</param>
/// <param name="LossWeight">How much it counts in training, above 0; 1 for the answer.</param>
public sealed record RankerHead(string Name, double Share, double LossWeight);
