using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Features;
using Recsys.Storage.Records;

namespace Recsys.Storage.Tests.Features;

/// <summary>One record outside of FASTER, grown as FASTER would grow it.</summary>
internal sealed class FeatureRecordRun(LayoutRegister layouts, OnlineEntity entity)
{
    private byte[]? _record;

    public ReadOnlySpan<byte> Record => _record;

    public int Copies { get; private set; }

    public OnlineFeatureSet? Features(IReadOnlyList<OnlineFeature> features) =>
        _record is null ? null : RecordValues.ToSet(layouts.Of(_record), _record, features);

    /// <summary>Goes on with the record under another schema.</summary>
    public FeatureRecordRun Under(LayoutRegister other) => new(other, entity) { _record = _record };

    public void Apply(Interaction item, Product product, int row, long position = 0)
    {
        var columns = new ProductColumns();
        columns.Restore(row, product);
        var country = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(item.Country), pinned: true);
        Encoding.UTF8.GetBytes(item.Country, country);
        Apply(new FeatureInput
        {
            Entity = entity,
            Event = new(row, item.TimeMs, item.Price, item.Quantity, item.Type),
            Country = FASTER.core.SpanByte.FromFixedSpan(country),
            Value = item.Value,
            DwellMs = item.DwellMs,
            Category = columns[row].CategoryHash,
            Brand = columns[row].BrandHash,
            Price = item.Price > 0 ? item.Price : product.Price,
            Owner = item.CustomerId.Length > 0 ? Hash128.Of(Encoding.UTF8.GetBytes(item.CustomerId)) : 0,
            Position = position,
        });
        GC.KeepAlive(country);
    }

    private void Apply(in FeatureInput input)
    {
        var layout = layouts.Current(entity);
        if (_record is not null && RecordHead.Layout(_record) == layout.Number
            && RecordFold.TryApply(layout, _record, input))
        {
            return;
        }
        var from = _record is null ? layout.Empty : layouts.Upgraded(_record, layout).ToArray();
        var larger = new byte[RecordGrowth.BytesAfter(layout, from, input)];
        RecordGrowth.CopyWithRoom(layout, from, larger, input);
        _record = larger;
        Copies++;
        Assert.True(RecordFold.TryApply(layout, _record, input));
    }
}
