using System.Diagnostics;
using System.Diagnostics.Metrics;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Telemetry;
using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests.Telemetry;

[Collection(AloneCollection.Name)]
public class PipelineTelemetryTests
{
    [Fact]
    public void Execute_WithListener_MakesOneSpanPerStageAndSource()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PipelineTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var shop = BrokenShop();

        shop.Ask(Shop.Request());

        Assert.Equal(
            ["hydrate", "source", "source", "retrieve", "filter", "score", "order", "pipeline"],
            spans.Select(span => span.OperationName));
        Assert.Equal(4, spans[3].GetTagItem("recsys.candidates_out"));
        Assert.Equal(3, spans[4].GetTagItem("recsys.candidates_out"));
        Assert.Equal("list", spans[1].GetTagItem("recsys.source"));
        Assert.Equal(ActivityStatusCode.Error, spans[2].Status);
        Assert.Equal("exception", Assert.Single(spans[2].Events).Name);
        Assert.All(spans.Take(7), span => Assert.Equal(spans[7].TraceId, span.TraceId));
        Assert.Equal(spans[3].SpanId, spans[1].ParentSpanId);
        Assert.Equal(spans[7].SpanId, spans[3].ParentSpanId);
    }

    [Fact]
    public void Execute_WithListener_RecordsCountsAndErrors()
    {
        var recorded = new List<(string Instrument, double Value, string Part)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == PipelineTelemetry.Name) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        using var shop = BrokenShop();

        shop.Ask(Shop.Request());

        Assert.Contains(("recsys.pipeline.stage.candidates", 4, "retrieve"), recorded);
        Assert.Contains(("recsys.pipeline.stage.candidates", 3, "score"), recorded);
        Assert.Contains(("recsys.pipeline.source.candidates", 4, "list"), recorded);
        Assert.Contains(("recsys.pipeline.filter.removed", 1, "availability"), recorded);
        Assert.Contains(("recsys.pipeline.degradations", 1, "broken"), recorded);
        Assert.Equal(5, recorded.Count(entry => entry.Instrument == "recsys.pipeline.stage.duration"));
        Assert.Equal(2, recorded.Count(entry => entry.Instrument == "recsys.pipeline.source.duration"));
        Assert.Single(recorded, entry => entry.Instrument == "recsys.pipeline.request.duration");

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Assert.Equal("home", tags[0].Value);
            recorded.Add((instrument.Name, value, (string)tags[^1].Value!));
        }
    }

    /// <summary>One source that works, one that does not, and one product that is sold out.</summary>
    private static Shop BrokenShop()
    {
        var shop = new Shop(5, product => product with { Stock = product.Id == "p2" ? 0 : null });
        return shop.Serve(new PipelineDefinition
        {
            Name = "home",
            Sources =
            [
                new WeightedSource(new ListSource("list", 0, 1, 2, 3), 1),
                new WeightedSource(new FailingSource("broken"), 1),
            ],
        });
    }
}
