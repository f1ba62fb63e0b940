using System.Runtime.InteropServices;
using Recsys.Pipeline.Interactions;

namespace Recsys.Pipeline.Features;

/// <summary>One remembered interaction of a customer or session; 24 bytes, blittable, stored as it is.</summary>
/// <param name="ProductRow">Catalogue row of the product (<see cref="Catalogue.ProductColumns"/>).</param>
/// <param name="TimeMs">When, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="Price">Price of one unit in the shop's currency, 0 when not known.</param>
/// <param name="Quantity">Units, 0 when not known.</param>
/// <param name="Type">What was done.</param>
// Packed to 4 bytes, or the padding before TimeMs would make it 32.
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct HistoryEvent(
    int ProductRow, long TimeMs, float Price, int Quantity, InteractionType Type);
