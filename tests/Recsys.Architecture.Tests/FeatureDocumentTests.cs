using System.Globalization;
using Recsys.Pipeline.Features.Online;

namespace Recsys.Architecture.Tests;

/// <summary>docs/features.md tells of every feature what the schema declares.</summary>
public class FeatureDocumentTests
{
    public static TheoryData<OnlineEntity> Entities => [.. Enum.GetValues<OnlineEntity>()];

    [Theory]
    [MemberData(nameof(Entities))]
    public void Tables_OfTheDocument_AreTheSchema(OnlineEntity entity)
    {
        string[] expected =
        [
            $"<!-- {entity} -->",
            "| name | kind | of | types | limit | default | meaning |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            .. OnlineFeatureSchema.Standard.Of(entity).Select(Row),
        ];
        string[] lines = SourceTree.Lines("docs/features.md");
        int at = Array.IndexOf(lines, expected[0]);
        Assert.True(at >= 0, $"docs/features.md has no table of the features of a {entity}.");
        var actual = lines.Skip(at).TakeWhile(line => line.Length > 0).ToArray();
        Assert.True(
            expected.SequenceEqual(actual),
            $"docs/features.md should have this table:\n{string.Join('\n', expected)}");
    }

    private static string Row(OnlineFeature feature) =>
        $"| `{feature.Name}` | {feature.Kind} | {Of(feature)} | {Types(feature)} | {Limit(feature)} "
        + $"| {Default(feature)} | {feature.Meaning} |";

    private static string Of(OnlineFeature feature) => feature.Kind switch
    {
        OnlineFeatureKind.Ratio => $"`{feature.Numerator}` / `{feature.Denominator}`",
        OnlineFeatureKind.DecayedCount => "half-lives " + string.Join(", ", feature.HalfLives.Select(Life)),
        _ => feature.Input == OnlineInput.None ? "" : feature.Input.ToString(),
    };

    private static string Life(TimeSpan life) => life < TimeSpan.FromDays(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{life.TotalHours} h")
        : string.Create(CultureInfo.InvariantCulture, $"{life.TotalDays} d");

    private static string Types(OnlineFeature feature) =>
        feature.Kind == OnlineFeatureKind.Ratio ? ""
        : feature.Types.Count == 0 ? "all"
        : string.Join(", ", feature.Types);

    private static string Limit(OnlineFeature feature) =>
        feature.Limit == 0 ? "" : feature.Limit.ToString("N0", CultureInfo.InvariantCulture);

    private static string Default(OnlineFeature feature) => feature.Kind switch
    {
        OnlineFeatureKind.Count or OnlineFeatureKind.Sum or OnlineFeatureKind.Ratio
            or OnlineFeatureKind.DecayedCount => feature.Default.ToString(CultureInfo.InvariantCulture),
        _ => "none",
    };
}
