using System.Text;
using Recsys.Pipeline.Features;
using static Recsys.Pipeline.Tests.Features.SmallModel;

namespace Recsys.Pipeline.Tests.Features;

public sealed class FeatureWorkflowFileTests
{
    [Fact]
    public void Load_SavedWorkflow_IsEqualBitForBit()
    {
        float[] means = [.. FeatureSchema.Cross.Select((_, i) => MathF.Sqrt(i + 2) / 7)];
        float[] scales = [.. FeatureSchema.Cross.Select((_, i) => 1 / MathF.Sqrt(i + 3))];
        var workflow = Workflow with { Cross = new Normalizer(FeatureSchema.Cross, means, scales) };

        var loaded = FeatureWorkflowFile.Load(new MemoryStream(Save(workflow)));

        Assert.Equal(means, loaded.Cross.Means.ToArray());
        Assert.Equal(scales, loaded.Cross.Scales.ToArray());
        Assert.Equal(workflow.Prices.Edges.ToArray(), loaded.Prices.Edges.ToArray());
        Assert.Equal(workflow.CategoryTarget.Values.ToArray(), loaded.CategoryTarget.Values.ToArray());
        Assert.Equal(workflow.Countries.Words, loaded.Countries.Words);
        Assert.Equal((workflow.KnownProducts, workflow.AsOfMs), (loaded.KnownProducts, loaded.AsOfMs));
    }

    [Theory]
    [InlineData("\"cross_affinity\"", "\"cross_liking\"", "columns")]
    [InlineData("\"schema\": \"", "\"schema\": \"0", "schema")]
    [InlineData("\"known_products\"", "\"products\"", "known_products")]
    [InlineData("\"countries\": [", "\"countries\": null, \"other\": [", "ountries")]
    [InlineData("\"category_target\": [", "\"category_target\": [1,", "category_target")]
    public void Load_WorkflowThatDoesNotFit_SaysWhatIsWrong(string from, string to, string expected)
    {
        string text = Encoding.UTF8.GetString(Save(Workflow));
        Assert.Contains(from, text);
        byte[] changed = Encoding.UTF8.GetBytes(text.Replace(from, to));

        var refused = Assert.Throws<InvalidDataException>(() => FeatureWorkflowFile.Load(new MemoryStream(changed)));

        Assert.Contains(expected, refused.Message);
    }

    [Fact]
    public void Load_EveryTruncation_IsRefused()
    {
        byte[] whole = Save(Workflow);
        for (int length = 0; length < whole.Length - 1; length += 41)
            Assert.Throws<InvalidDataException>(() => FeatureWorkflowFile.Load(new MemoryStream(whole, 0, length)));
    }

    private static byte[] Save(FeatureWorkflow workflow)
    {
        using var stream = new MemoryStream();
        FeatureWorkflowFile.Save(workflow, stream);
        return stream.ToArray();
    }
}
