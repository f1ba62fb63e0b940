using System.Text;
using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Features;

public class RankerDescriptionFileTests
{
    public static TheoryData<RankerDescription> Shapes =>
        [RankerDescription.Standard, RankerDescription.Reference(), RankerDescription.Reference(16)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Load_WhatSaveWrote_IsTheSame(RankerDescription shape)
    {
        string text = Text(shape);

        var read = RankerDescriptionFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(text, Text(read));
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

    private static string Text(RankerDescription shape)
    {
        using var stream = new MemoryStream();
        RankerDescriptionFile.Save(shape, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
