using FASTER.core;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Features.Online;

namespace Recsys.Storage.Features;

/// <summary>
/// One interaction as features take it. The country points into pinned memory that outlives the operation.
/// </summary>
internal struct FeatureInput
{
    public OnlineEntity Entity;
    public HistoryEvent Event;
    public SpanByte Country;
    public float Value;
    public int DwellMs;
    /// <summary>Hashes of the product's first category and brand; 0 for none.</summary>
    public ulong Category, Brand;
    /// <summary>The interaction's price, or where it gives none the catalogue's; 0 when not known.</summary>
    public double Price;
    /// <summary>Hash of the customer; 0 when the interaction names none.</summary>
    public UInt128 Owner;
    /// <summary>Journal position of the interaction.</summary>
    public long Position;

    public readonly double Amount(OnlineInput input) => input switch
    {
        OnlineInput.Spend => Event.Price * (double)Math.Max(Event.Quantity, 1),
        OnlineInput.Price => Price,
        OnlineInput.Quantity => Event.Quantity,
        OnlineInput.Value => Value,
        OnlineInput.DwellMs => DwellMs,
        _ => 0,
    };

    /// <summary>The key; 0 for none, which is not counted.</summary>
    public readonly ulong Key(OnlineInput input) => input switch
    {
        OnlineInput.Type => (ulong)Event.Type,
        OnlineInput.Category => Category,
        OnlineInput.Brand => Brand,
        _ => 0,
    };
}
