using System.Runtime.InteropServices;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;

namespace Recsys.Storage.Features;

/// <summary>An event as records hold it: 20 bytes, its type in the lowest byte of its time.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct StoredEvent(int ProductRow, long TimeAndType, float Price, int Quantity)
{
    public StoredEvent(in HistoryEvent item)
        : this(item.ProductRow, (item.TimeMs << 8) | (byte)item.Type, item.Price, item.Quantity)
    {
    }

    public long TimeMs => TimeAndType >> 8;

    public HistoryEvent ToEvent() =>
        new(ProductRow, TimeMs, Price, Quantity, (InteractionType)(byte)TimeAndType);
}
