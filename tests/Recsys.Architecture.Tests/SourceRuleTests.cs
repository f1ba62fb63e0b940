using System.Text.RegularExpressions;

namespace Recsys.Architecture.Tests;

/// <summary>What every source file holds to. Each test names the places that break its rule.</summary>
public partial class SourceRuleTests
{
    private const int MaxFileLines = 400;
    private const int MaxColumns = 120;

    [Fact]
    public void Files_AreShort() =>
        Assert.All(SourceTree.CSharpFiles, path => Assert.True(
            SourceTree.Lines(path).Length <= MaxFileLines, $"{path} is longer than {MaxFileLines} lines."));

    [Fact]
    public void Lines_AreWithin120Columns() =>
        AssertNone(Places(SourceTree.CSharpFiles, line => line.Length > MaxColumns));

    [Fact]
    public void Files_HaveOneTopLevelType() =>
        Assert.All(SourceTree.CSharpFiles, path => Assert.True(
            SourceTree.Lines(path).Count(line => TopLevelType().IsMatch(line)) <= 1,
            $"{path} has several top-level types."));

    [Fact]
    public void Text_IsFinished() =>
        AssertNone(Places(SourceTree.TextFiles, line => Unfinished().IsMatch(line)));

    [Fact]
    public void UnsafeCode_IsInNativeFolders() =>
        AssertNone(Places(
            SourceTree.CSharpFiles.Where(path => !IsNative(path)),
            line => NativeCode().IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [Fact]
    public void TypeNames_SayWhatTheTypeIs() =>
        AssertNone(Places(SourceTree.CSharpFiles, line => EmptyName().IsMatch(line)));

    [Fact]
    public void Tests_NeverSleep() =>
        AssertNone(Places(
            SourceTree.CSharpFiles.Where(path => path.StartsWith("tests/", StringComparison.Ordinal)),
            line => Sleep().IsMatch(line)));

    private static void AssertNone(string[] places) =>
        Assert.True(places.Length == 0, string.Join(Environment.NewLine, places));

    private static bool IsNative(string path) =>
        path.Contains("/Native/", StringComparison.Ordinal)
        || path.Contains("/Recsys.Native/", StringComparison.Ordinal)
        || path.Contains("/Recsys.Native.Tests/", StringComparison.Ordinal);

    private static string[] Places(IEnumerable<string> paths, Func<string, bool> breaksTheRule) =>
    [
        .. paths.SelectMany(path => SourceTree.Lines(path)
            .Select((line, index) => (line, place: $"{path}:{index + 1}"))
            .Where(at => breaksTheRule(at.line)).Select(at => $"{at.place} {at.line.Trim()}")),
    ];

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|static|abstract|readonly|ref|partial|uns[a]fe) )*"
        + "(?:class|struct|interface|enum|record|delegate) ")]
    private static partial Regex TopLevelType();

    // Brackets keep these patterns from matching their own lines.
    [GeneratedRegex(@"\b(?:TO[D]O|FIX[M]E|HA[C]K|X[X]X)\b|\bNotImplemented[E]xception\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\buns[a]fe\b|\[Library[I]mport\b|\[Dll[I]mport\b|\bNative[L]ibrary\.")]
    private static partial Regex NativeCode();

    [GeneratedRegex(@"\b(?:class|struct|interface|record|enum) \w*(?:Manager|Helper|Util|Utils|Utilities)\b")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\bThread\.Sleep\(|\bTask\.Delay\((?!Timeout\.Infinite)")]
    private static partial Regex Sleep();
}
