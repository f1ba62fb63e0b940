using System.Text.RegularExpressions;
using System.Xml;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class EvaluationPageTests
{
    [Fact]
    public void Of_Report_IsOneFileWithoutOutsideReferences()
    {
        string page = EvaluationPage.Of(Reports.Evaluation());

        SelfContained(page);
        Assert.Contains("ndcg@20 0.3000", page, StringComparison.Ordinal);
        string[] sections =
            ["All rankers", "Beyond accuracy", "Slices", "probabilities", "Learning curves", "What each part is worth"];
        foreach (string section in sections)
            Assert.Contains(section, page, StringComparison.Ordinal);
        Assert.Contains("+50.0 %", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<evil>", page, StringComparison.Ordinal);
        Assert.Contains("Setting: neighbors</dt><dd>60<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Replay_IsOneFileWithoutOutsideReferences()
    {
        string page = ReplayPage.Of(Reports.Replay());

        SelfContained(page);
        Assert.Contains("Trained weekly", page, StringComparison.Ordinal);
        Assert.Contains("+100.0 %", page, StringComparison.Ordinal);
        Assert.Contains("Without sources</dt><dd>als<", page, StringComparison.Ordinal);
        Assert.Contains("dcn_v2", page, StringComparison.Ordinal);
    }

    private static void SelfContained(string page)
    {
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex(@"https?://|src=|href=|@import|url\(|<script|<link"), page);
        var svgs = Regex.Matches(page, "<svg.*?</svg>", RegexOptions.Singleline);
        Assert.NotEmpty(svgs);
        foreach (Match svg in svgs)
        {
            var document = new XmlDocument();
            document.LoadXml(svg.Value);
        }
    }
}
