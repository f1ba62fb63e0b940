using Recsys.Pipeline;
using Recsys.Pipeline.Filtering;
using Recsys.Server.Services.Recommendations;
using PipelineInteractionType = Recsys.Pipeline.Interactions.InteractionType;

namespace Recsys.Server.Tests.Services.Recommendations;

public sealed class TraceMappingTests
{
    [Fact]
    public void EveryFate_HasOneOfTheContracts()
    {
        var written = Enum.GetValues<CandidateFate>().Select(TraceMapping.Write).ToArray();

        Assert.DoesNotContain(V1.CandidateFate.Unspecified, written);
        Assert.Equal(written.Length, written.Distinct().Count());
    }

    [Fact]
    public void EveryStage_HasOneOfTheContracts()
    {
        var written = Enum.GetValues<Stage>().Select(TraceMapping.Write).ToArray();

        Assert.DoesNotContain(V1.Stage.Unspecified, written);
        Assert.Equal(written.Length, written.Distinct().Count());
    }

    [Fact]
    public void InteractionTypes_AreNumberedAlike() => Assert.Equal(
        Enum.GetValues<PipelineInteractionType>().Select(type => ((int)type, type.ToString())),
        Enum.GetValues<V1.InteractionType>().Select(type => ((int)type, type.ToString())));
}
