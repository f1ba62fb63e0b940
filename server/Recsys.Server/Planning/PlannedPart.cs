namespace Recsys.Server.Planning;

/// <summary>One thing that takes memory.</summary>
/// <param name="Name">What it is.</param>
/// <param name="How">What it is made of.</param>
/// <param name="Bytes">Memory it takes.</param>
public sealed record PlannedPart(string Name, string How, long Bytes);
