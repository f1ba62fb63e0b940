using System.Text;
using Recsys.Charts;

namespace Recsys.Training.Evaluation;

/// <summary>Who is served how well: parts of customers and of products.</summary>
internal static class SliceCharts
{
    private static readonly Dictionary<string, string> Titles = new()
    {
        ["customer"] = "By how well the customer is known",
        ["history"] = "By the length of the customer's history",
        ["last_visit"] = "By the size of the customer's last visit",
        ["country"] = "By country",
        ["product_age"] = "By the age of what is to be found",
        ["product_popularity"] = "By the popularity of what is to be found",
    };

    public static void Append(StringBuilder page, EvaluationView view)
    {
        if (view.Report.Slices.Count == 0) return;
        RankerReport?[] chosen = [view.Best("baseline"), view.Best("source"), view.Pipeline];
        var names = chosen.OfType<RankerReport>().Select(ranker => ranker.Name).ToList();
        page.Append(ReportPage.Section(
            "Slices",
            $"ndcg@{view.Report.Slices[0].K} for parts of the customers and of the products, with 95 % intervals: "
            + "averages hide who is served badly. A wide interval says that there are few of them."));
        page.Append("<div class=\"charts\">");
        foreach (var dimension in view.Report.Slices.GroupBy(slice => slice.Dimension))
        {
            var chart = new BarChart(Titles.GetValueOrDefault(dimension.Key, dimension.Key), "ndcg");
            foreach (var slice in dimension)
            {
                chart.Group($"{slice.Name} ({slice.Customers} customers)");
                for (int i = 0; i < names.Count; i++)
                {
                    var of = slice.Rankers.First(ranker => ranker.Name == names[i]);
                    int style = i == names.Count - 1 ? 1 : i == 0 ? 6 : 3;
                    chart.Add(of.Name, style, of.Ndcg, of.NdcgInterval.Low, of.NdcgInterval.High);
                }
            }
            page.Append(chart.ToHtml("ndcg of each slice; the figures are in the table of slices."));
        }
        page.Append("</div></section>");
    }
}
