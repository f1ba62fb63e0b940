using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Examples;

namespace Recsys.Training.Tests.Examples;

public sealed class RankerHeadsTests
{
    [Fact]
    public void Of_OneType_HasNoHeads()
    {
        Assert.Null(Heads((InteractionType.Purchase, 0)).All);
        Assert.Null(Heads((InteractionType.View, 0), (InteractionType.Click, 0)).All);
    }

    [Fact]
    public void Of_PurchasesAndLesserTypes_HasOneForEachAfterTheAnswer()
    {
        var heads = Heads(
            (InteractionType.View, 0), (InteractionType.Purchase, 0), (InteractionType.AddToCart, 0)).All!;

        Assert.Equal(["answer", "add_to_cart", "view"], heads.Select(head => head.Name));
        Assert.Equal(1, heads.Sum(head => head.Share), 1e-12);
        Assert.Equal(1, heads[0].LossWeight);
        Assert.True(heads[0].Share > 0.5);
    }

    [Fact]
    public void Of_GoodAndBadRatings_LearnsWhatIsLiked()
    {
        Assert.Equal(
            ["answer", "liked"],
            Heads((InteractionType.Rating, 5), (InteractionType.Rating, 1)).All!.Select(head => head.Name));
        Assert.Null(Heads((InteractionType.Rating, 5), (InteractionType.Rating, 4)).All);
        Assert.Null(Heads((InteractionType.Rating, 0), (InteractionType.Rating, 0)).All);
    }

    [Fact]
    public void Fill_WhatWasViewedAndNotBought_TellsThePurchaseNothingUnlessDrawn()
    {
        var heads = Heads((InteractionType.View, 0), (InteractionType.Purchase, 0));

        Assert.Equal([-1, 1], Labels(heads, heads.BitsOf(0, answers: false), drawn: false));
        Assert.Equal([0, 1], Labels(heads, heads.BitsOf(0, answers: false), drawn: true));
        Assert.Equal([1, -1], Labels(heads, heads.BitsOf(1, answers: true), drawn: false));
        Assert.Equal([1, 1], Labels(heads, heads.BitsOf(0, false) | heads.BitsOf(1, true), drawn: false));
        Assert.Equal([0, 0], Labels(heads, 0, drawn: true));
    }

    [Fact]
    public void Fill_Ratings_AreLikedNotLikedOrUnknownWithoutTheSamplingsOffset()
    {
        var heads = Heads((InteractionType.Rating, 5), (InteractionType.Rating, 2), (InteractionType.Rating, 3));

        Assert.Equal([1, 1], Labels(heads, heads.BitsOf(0, answers: true), drawn: false));
        Assert.Equal([1, 0], Labels(heads, heads.BitsOf(1, answers: true), drawn: false));
        Assert.Equal([1, -1], Labels(heads, heads.BitsOf(2, answers: true), drawn: false));
        Assert.Equal([0, -1], Labels(heads, 0, drawn: true));
        var offsets = new float[2];
        heads.Fill(1, false, 3, 4, new float[2], offsets);
        Assert.Equal([3, 0], offsets);
    }

    private static float[] Labels(RankerHeads heads, int bits, bool drawn)
    {
        float[] labels = new float[2], offsets = new float[2];
        heads.Fill(bits, drawn, 3, 4, labels, offsets);
        return labels;
    }

    private static RankerHeads Heads(params (InteractionType Type, float Value)[] rows)
    {
        var builder = new InteractionTableBuilder();
        for (int i = 0; i < rows.Length; i++)
        {
            builder.Add(new Interaction
            {
                Id = $"{i}", CustomerId = "u", ProductId = $"p{i}", Type = rows[i].Type, Value = rows[i].Value,
                TimeMs = SyntheticShop.Start + i,
            });
        }
        return RankerHeads.Of(builder.Build(), SyntheticShop.Options);
    }
}
