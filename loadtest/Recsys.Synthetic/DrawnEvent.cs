using Recsys.Pipeline.Interactions;

namespace Recsys.Synthetic;

/// <summary>Something a customer did.</summary>
/// <param name="Product">The product, from 0.</param>
/// <param name="Second">Seconds after histories begin.</param>
/// <param name="Type">What was done.</param>
internal readonly record struct DrawnEvent(int Product, int Second, InteractionType Type);
