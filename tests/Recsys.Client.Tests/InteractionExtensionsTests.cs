using Recsys.V1;

namespace Recsys.Client.Tests;

public sealed class InteractionExtensionsTests
{
    [Fact]
    public void AttributedTo_AnAnswer_PutsItsTokenIn()
    {
        var interaction = new Interaction { Id = "i" };

        Assert.Same(interaction, interaction.AttributedTo(new RecommendForUserResponse { AttributionToken = "t1" }));
        Assert.Equal("t1", interaction.AttributionToken);
        Assert.Equal("t2",
            interaction.AttributedTo(new SimilarProductsResponse { AttributionToken = "t2" }).AttributionToken);
        Assert.Equal("t3", interaction.AttributedTo("t3").AttributionToken);
    }
}
