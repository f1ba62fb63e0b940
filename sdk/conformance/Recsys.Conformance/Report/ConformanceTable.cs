using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recsys.Conformance.Cases;

namespace Recsys.Conformance.Report;

/// <summary>Languages × cases, as text, Markdown and JSON.</summary>
internal sealed class ConformanceTable(IReadOnlyList<ConformanceCase> cases, IReadOnlyList<SuiteOutcome> suites)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Cases that passed and failed, all SDKs together.</summary>
    public (int Passed, int Failed) Totals =>
        (suites.Sum(suite => suite.Count(Verdict.Passed)), suites.Sum(suite => suite.Count(Verdict.Failed)));

    /// <summary>One row a group of cases, one column an SDK: passed of those it can do.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        int width = Math.Max(cases.Max(one => one.Group.Length), 12) + 2;
        var columns = suites.Select(suite => Math.Max(suite.Name.Length, 7) + 2).ToArray();
        text.Append("cases".PadRight(width));
        for (int i = 0; i < suites.Count; i++) text.Append(suites[i].Name.PadLeft(columns[i]));
        text.Append('\n');
        foreach (var group in cases.GroupBy(one => one.Group))
        {
            text.Append(group.Key.PadRight(width));
            for (int i = 0; i < suites.Count; i++) text.Append(Cell(suites[i], [.. group]).PadLeft(columns[i]));
            text.Append('\n');
        }
        text.Append("all".PadRight(width));
        for (int i = 0; i < suites.Count; i++) text.Append(Cell(suites[i], cases).PadLeft(columns[i]));
        text.Append('\n');
        foreach (var suite in suites)
            foreach (var one in suite.Cases.Where(one => one.Verdict == Verdict.Failed))
                text.Append(CultureInfo.InvariantCulture, $"\n{suite.Name}: {one.Case}\n    {one.Detail}\n");
        return text.ToString();
    }

    /// <summary>One row a case.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("| case | what it proves |");
        foreach (var suite in suites) text.Append(CultureInfo.InvariantCulture, $" {suite.Name} |");
        text.Append("\n| --- | --- |").Insert(text.Length, " :-: |", suites.Count).Append('\n');
        foreach (var one in cases)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{one.Name}` | {one.Does} |");
            foreach (var suite in suites) text.Append(CultureInfo.InvariantCulture, $" {Mark(suite, one.Name)} |");
            text.Append('\n');
        }
        text.Append("| all | |");
        foreach (var suite in suites) text.Append(CultureInfo.InvariantCulture, $" {Cell(suite, cases)} |");
        text.Append("\n\n✓ passed, ✗ failed, – not possible on the platform. Run on:\n\n");
        foreach (var suite in suites)
            text.Append(CultureInfo.InvariantCulture, $"- {suite.Name}: {suite.Language}\n");
        return text.ToString();
    }

    /// <summary>Everything, for programs.</summary>
    public string ToJson() => JsonSerializer.Serialize(suites, Indented) + "\n";

    private static string Cell(SuiteOutcome suite, IReadOnlyList<ConformanceCase> group)
    {
        var names = group.Select(one => one.Name).ToHashSet();
        var outcomes = suite.Cases.Where(one => names.Contains(one.Case)).ToArray();
        int passed = outcomes.Count(one => one.Verdict == Verdict.Passed);
        int possible = group.Count - outcomes.Count(one => one.Verdict == Verdict.Unsupported);
        return possible == 0 ? "–" : $"{passed}/{possible}";
    }

    private static char Mark(SuiteOutcome suite, string name) =>
        suite.Cases.FirstOrDefault(one => one.Case == name)?.Verdict switch
        {
            Verdict.Passed => '✓',
            Verdict.Unsupported => '–',
            _ => '✗',
        };
}
