using System.Text;
using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Features;

public class RankerDescriptionFileTests
{
    public static TheoryData<RankerDescription> Shapes =>
    [
        .. Enum.GetValues<RankerKind>().Select(RankerDescription.Of), RankerDescription.Reference(),
        RankerDescription.Standard with { Heads = [new("answer", 0.75, 1), new("view", 0.25, 0.3)] },
        RankerDescription.Of(RankerKind.DcnV2) with { CrossRank = 0, CrossLayers = 8, IsStacked = true },
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Load_WhatSaveWrote_IsTheSame(RankerDescription shape)
    {
        string text = Text(shape);

        var read = RankerDescriptionFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(text, Text(read));
        Assert.Equal(shape.Kind, read.Kind);
    }

    [Fact]
    public void Save_Dlrm_HasTheFieldsOfEarlierVersionsAndNoOthers()
    {
        string text = Text(RankerDescription.Standard);

        Assert.Contains("\"kind\": \"dlrm\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cross_layers", text, StringComparison.Ordinal);
        Assert.Single(text.Split("kind")[1..]);
    }

    [Theory]
    [InlineData(RankerKind.DcnV2, "\"cross_layers\": 2", "\"cross_layers\": 9", "cross_layers")]
    [InlineData(RankerKind.DcnV2, "\"cross_rank\": 64", "\"cross_rank\": -1", "cross_rank")]
    [InlineData(RankerKind.DcnV2, "\"dcn_v2\"", "\"mlp\"", "cross_layers")]
    [InlineData(RankerKind.Dlrm, "\"dlrm\"", "\"ncf\"", "user_hidden")]
    [InlineData(RankerKind.Mlp, "\"dimension\"", "\"is_stacked\": true, \"dimension\"", "is_stacked")]
    public void Load_WhatAKindHasNot_IsRefusedWithItsReason(RankerKind kind, string from, string to, string reason)
    {
        string text = Text(RankerDescription.Of(kind)).Replace(from, to, StringComparison.Ordinal);

        var error = Assert.Throws<InvalidDataException>(
            () => RankerDescriptionFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(text))));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_Shape_HasTenNumbersAndTwentyIds()
    {
        var shape = RankerDescription.Reference();

        Assert.Equal(10, shape.UserDense.Count + shape.ItemDense.Count + shape.Cross.Count);
        Assert.Equal(20, shape.UserCategorical.Count + shape.ItemCategorical.Count);
        Assert.Equal([512, 256], shape.UserHidden);
        Assert.Equal([512, 256], shape.TopHidden);
    }

    [Theory]
    [InlineData("\"dlrm\"", "\"dcn\"", "'dcn'")]
    [InlineData("\"dimension\": 32", "\"dimension\": 0", "dimension")]
    [InlineData("\"item_id\"", "\"item_taste\"", "'item_taste'")]
    [InlineData("\"item_brand\"", "\"item_id\"", "twice")]
    [InlineData("\"kind\"", "\"sort\"", "cannot be read")]
    [InlineData("128,", "9999999,", "8192")]
    public void Load_WhatDoesNotHold_IsRefusedWithItsReason(string from, string to, string reason)
    {
        string text = Text(RankerDescription.Standard).Replace(from, to, StringComparison.Ordinal);

        var error = Assert.Throws<InvalidDataException>(
            () => RankerDescriptionFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(text))));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.25", "0.3", "sum to 1")]
    [InlineData("\"view\"", "\"answer\"", "twice")]
    [InlineData("0.5,", "0.5,", "loss_weight")]
    public void Load_HeadsThatDoNotHold_AreRefusedWithTheirReason(string from, string to, string reason)
    {
        double weight = reason == "loss_weight" ? 0 : 0.3;
        var shape = RankerDescription.Standard with { Heads = [new("answer", 0.75, 1), new("view", 0.25, weight)] };
        string text = Text(shape).Replace(from, to, StringComparison.Ordinal);

        var error = Assert.Throws<InvalidDataException>(
            () => RankerDescriptionFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(text))));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static string Text(RankerDescription shape)
    {
        using var stream = new MemoryStream();
        RankerDescriptionFile.Save(shape, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
