using System.Reflection;

namespace Recsys.Architecture.Tests;

/// <summary>References between projects run one way.</summary>
public class ArrowTests
{
    /// <summary>What each project may refer to; what is not here it must not know.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Recsys.Pipeline"] = [],
        ["Recsys.Native"] = [],
        ["Recsys.Charts"] = [],
        ["Recsys.Storage"] = ["Recsys.Pipeline"],
        ["Recsys.Models"] = ["Recsys.Pipeline", "Recsys.Native"],
        ["Recsys.VectorIndex"] = ["Recsys.Pipeline", "Recsys.Native"],
        ["Recsys.Snapshots"] = ["Recsys.Pipeline", "Recsys.Native", "Recsys.Models", "Recsys.VectorIndex"],
        ["Recsys.Training"] =
        [
            "Recsys.Pipeline", "Recsys.Native", "Recsys.Models", "Recsys.VectorIndex", "Recsys.Snapshots",
            "Recsys.Storage", "Recsys.Charts",
        ],
        ["Recsys.Contract"] = ["Grpc.Core.Api", "Grpc.Net.Common"],
        ["Recsys.Client"] = ["Recsys.Contract", "Grpc.Core.Api", "Grpc.Net.Common"],
        ["Recsys.Client.Conformance"] = ["Recsys.Client", "Recsys.Contract", "Grpc.Core.Api", "Grpc.Net.Common"],
        ["Recsys.LoadTest"] = ["Recsys.Charts", "Recsys.Client", "Recsys.Contract", "Grpc.Core.Api", "Grpc.Net.Common"],
        ["Recsys.Bench"] =
        [
            "Recsys.Pipeline", "Recsys.Models", "Recsys.Storage", "Recsys.Synthetic", "Recsys.LoadTest",
            "Recsys.Client", "Recsys.Contract", "Grpc.Core.Api", "Grpc.Net.Common",
        ],
        // What makes catalogues and models of any size makes them as training and importing do.
        ["Recsys.Synthetic"] =
        [
            "Recsys.Pipeline", "Recsys.Native", "Recsys.Models", "Recsys.VectorIndex", "Recsys.Snapshots",
            "Recsys.Storage", "Recsys.Training",
        ],
        // Measures single stages, so it knows them all.
        ["Recsys.MicroBench"] =
        [
            "Recsys.Pipeline", "Recsys.Native", "Recsys.Models", "Recsys.VectorIndex", "Recsys.Snapshots",
            "Recsys.Storage", "Recsys.Training", "Recsys.Synthetic", "Recsys.Server", "Recsys.Contract", "Recsys.Bench",
            "Grpc.Core.Api", "Grpc.Net.Common",
        ],
        ["Recsys.Conformance"] = ["Recsys.Bench", "Recsys.Contract"],
        // What renders the documentation reads the contract and nothing that serves.
        ["Recsys.Site"] = ["Recsys.Contract", "Grpc.Core.Api", "Grpc.Net.Common"],
        ["Recsys.Server"] =
        [
            "Recsys.Pipeline", "Recsys.Native", "Recsys.Models", "Recsys.VectorIndex", "Recsys.Snapshots",
            "Recsys.Storage", "Recsys.Contract", "Grpc.Core.Api", "Grpc.Net.Common",
        ],
        ["Grpc.Core.Api"] = [],
        ["Grpc.Net.Common"] = ["Grpc.Core.Api"],
    };

    public static TheoryData<string> Projects =>
        [.. SourceTree.Projects.Where(path => !path.StartsWith("tests/", StringComparison.Ordinal))];

    /// <summary>The projects below the service edge: they know neither gRPC nor protobuf.</summary>
    public static TheoryData<string> BelowTheEdge =>
    [
        "Recsys.Pipeline", "Recsys.Native", "Recsys.Storage", "Recsys.Models", "Recsys.VectorIndex", "Recsys.Snapshots",
        "Recsys.Training",
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_References_AreAllowed(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        // The command knows everyone; nobody may know it, which the others' lists say.
        if (name == "Recsys.Cli") return;

        Assert.True(Allowed.ContainsKey(name), $"{name} is a new project: say here what it may refer to.");
        Assert.Empty(SourceTree.ProjectReferences(path).Except(Allowed[name]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_References_AreAllowed(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        // The stand-ins under compat are not loaded where the registry's own assemblies take their place.
        if (name == "Recsys.Cli" || !name.StartsWith("Recsys.", StringComparison.Ordinal)) return;

        var ours = ReferencesOf(name).Where(reference => Allowed.ContainsKey(reference) || reference == "recsys");
        Assert.Empty(ours.Except(Allowed[name]));
    }

    [Theory]
    [MemberData(nameof(BelowTheEdge))]
    public void Assembly_BelowTheServiceEdge_KnowsNoProtobufAndNoGrpc(string name) =>
        Assert.DoesNotContain(ReferencesOf(name), reference =>
            reference.StartsWith("Google.", StringComparison.Ordinal)
            || reference.StartsWith("Grpc.", StringComparison.Ordinal)
            || reference is "Recsys.Contract" or "Recsys.Client");

    [Fact]
    public void Pipeline_Assembly_KnowsTheBaseLibraryOnly() =>
        Assert.All(ReferencesOf("Recsys.Pipeline"), reference => Assert.StartsWith("System.", reference));

    [Fact]
    public void Pipeline_ProjectFile_NamesNoPackageButTheBaseLibrarys() =>
        Assert.All(
            SourceTree.PackageReferences("server/Recsys.Pipeline/Recsys.Pipeline.csproj"),
            package => Assert.StartsWith("System.", package));

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        string solution = File.ReadAllText(Path.Combine(SourceTree.Root, "Recsys.Grpc.sln")).Replace('\\', '/');

        Assert.NotEmpty(SourceTree.Projects);
        Assert.All(SourceTree.Projects, path => Assert.Contains($"\"{path}\"", solution, StringComparison.Ordinal));
    }

    private static IEnumerable<string> ReferencesOf(string name) =>
        Assembly.Load(new AssemblyName(name)).GetReferencedAssemblies().Select(reference => reference.Name!);
}
