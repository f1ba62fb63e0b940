using Recsys.Pipeline.Interactions;

namespace Recsys.Server.Services.Operations;

/// <summary>What a customer did with a product in the held-out time, first of all.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Type">What was done.</param>
/// <param name="TimeMs">When, in milliseconds since 1970-01-01 UTC.</param>
internal readonly record struct HeldOutItem(string ProductId, InteractionType Type, long TimeMs);
