using System.Xml.Linq;
using Recsys.Charts;
using Recsys.LoadTest.Reports.Html;

namespace Recsys.LoadTest.Tests.Reports;

public class HtmlReportTests
{
    [Fact]
    public void Html_OfAReport_HoldsEverythingItself()
    {
        string page = HtmlReport.Of(SampleReport.Small);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        // What servers and files tell is text, never markup.
        Assert.Contains("A &lt;fast&gt; one", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_OfASweepWithASearch_DrawsEveryCurve()
    {
        var step = SampleReport.Small.Steps[0];
        var report = SampleReport.Small with
        {
            Steps =
            [
                step with { CandidateCount = 100 }, step, step with { CandidateCount = 2000, RatePerSecond = 800 },
                step with { Kind = StepKinds.Search, RatePerSecond = 50 },
            ],
            Searches =
            [
                new RateSearchResult
                {
                    CandidateCount = 500, PageSize = 10, Target = "p99 ≤ 2 ms", RatePerSecond = 400, FailedAt = 420,
                    Decision = "Close.", Tries = [new RateTry(400, true, 1.9, 399, "p99 was 1.9 ms")],
                },
            ],
        };

        string page = HtmlReport.Of(report);

        foreach (string heading in new[] { "Latency against TopK", "Latency against load", "The whole distribution" })
            Assert.Contains($"<h2>{heading}</h2>", page, StringComparison.Ordinal);
        Assert.Contains("p99 was 1.9 ms", page, StringComparison.Ordinal);
        foreach (var drawing in Drawings(page))
        {
            Assert.Equal("img", drawing.Attribute("role")!.Value);
            Assert.NotEmpty(drawing.Attribute("aria-label")!.Value);
            // Every mark lies within the drawing.
            foreach (var circle in drawing.Descendants("circle"))
            {
                Assert.InRange((double)circle.Attribute("cx")!, 0, 480);
                Assert.InRange((double)circle.Attribute("cy")!, 0, 292);
            }
        }
        Assert.True(Drawings(page).Count() >= 4);
    }

    [Fact]
    public void Html_OfNothing_SaysSo() =>
        Assert.Contains(
            "Nothing was measured", HtmlReport.Of(SampleReport.Small with { Steps = [], Interrupted = true }),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(0.005)]
    [InlineData(0.9)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(99.9)]
    [InlineData(5_000_000)]
    public void Axes_AnyRange_HoldItAndRise(double highest)
    {
        ChartAxis[] axes = [ChartAxis.Linear("x", highest), ChartAxis.Log("x", highest / 300, highest)];
        foreach (var axis in axes)
        {
            Assert.InRange(axis.Ticks.Count, 2, 12);
            Assert.InRange(axis.Place(highest), 0.4, 1);
            Assert.Equal(axis.Ticks.Select(tick => tick.Value).Order(), axis.Ticks.Select(tick => tick.Value));
            Assert.True(axis.Place(highest / 2) < axis.Place(highest));
            Assert.Equal(axis.Ticks.Count, axis.Ticks.Select(tick => tick.Text).Distinct().Count());
        }
    }

    private static IEnumerable<XElement> Drawings(string page)
    {
        for (int from = page.IndexOf("<svg", StringComparison.Ordinal); from >= 0;
            from = page.IndexOf("<svg", from + 1, StringComparison.Ordinal))
        {
            int to = page.IndexOf("</svg>", from, StringComparison.Ordinal) + 6;
            yield return XElement.Parse(page[from..to]);
        }
    }
}
