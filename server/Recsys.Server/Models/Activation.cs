namespace Recsys.Server.Models;

/// <summary>What became of a wish for another live version.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Version">The version that is live now; null when none is.</param>
/// <param name="Previous">The version that was live before; null when none was.</param>
/// <param name="Reason">Why the version was refused; null unless it was.</param>
internal readonly record struct Activation(
    ActivationOutcome Outcome, string? Version, string? Previous, string? Reason = null);
