using System.Xml.Linq;

namespace Recsys.Architecture.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class SourceTree
{
    private static readonly string[] Rooms = ["server", "sdk", "loadtest", "tests", "protos", "docs"];
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "node_modules", "gen"];

    public static string Root { get; } = FindRoot();

    /// <summary>All C# files that people wrote, by path below the root.</summary>
    public static IReadOnlyList<string> CSharpFiles { get; } = Files("*.cs");

    /// <summary>All text that people wrote, by path below the root.</summary>
    public static IReadOnlyList<string> TextFiles { get; } =
    [
        .. new[] { "*.cs", "*.csproj", "*.props", "*.targets", "*.proto", "*.cpp", "*.h", "*.sh", "*.py", "*.md" }
            .SelectMany(Files),
    ];

    /// <summary>All project files, by path below the root.</summary>
    public static IReadOnlyList<string> Projects { get; } = Files("*.csproj");

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    /// <summary>Names of the projects that a project refers to in its own file.</summary>
    public static IEnumerable<string> ProjectReferences(string path) =>
        Elements(path, "ProjectReference").Select(Path.GetFileNameWithoutExtension).OfType<string>();

    /// <summary>Names of the packages and files that a project refers to in its own file.</summary>
    public static IEnumerable<string> PackageReferences(string path) =>
        Elements(path, "PackageReference")
            .Concat(Elements(path, "Reference")).Concat(Elements(path, "PackageDownload"));

    private static IEnumerable<string> Elements(string path, string name) =>
        XDocument.Load(Path.Combine(Root, path)).Descendants(name)
            .Select(element => ((string?)element.Attribute("Include"))?.Replace('\\', '/')).OfType<string>();

    private static string[] Files(string pattern) =>
    [
        .. Rooms.Select(room => Path.Combine(Root, room)).Where(Directory.Exists)
            .SelectMany(room => Directory.EnumerateFiles(room, pattern, SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(NotOurs.Contains))
            .Order(StringComparer.Ordinal),
    ];

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Recsys.Grpc.sln"))) return at.FullName;
        throw new DirectoryNotFoundException("No folder above the tests holds Recsys.Grpc.sln.");
    }
}
