using System.Reflection;
using System.Text.Json.Nodes;
using Recsys.Conformance.Cases;
using Recsys.V1;

namespace Recsys.Conformance.Tests;

/// <summary>The suite leaves nothing of the contract out, and a case that is not whole is told of.</summary>
public sealed class CaseFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-cases-").FullName;

    private static readonly IReadOnlyList<ConformanceCase> Cases =
        CaseFile.ReadAll(Path.Combine(AppContext.BaseDirectory, "cases"));

    // What no client can bring about at will, and what other tests bring about where the server runs in their process.
    private static readonly string[] OutOfReach =
    [
        ErrorReasons.StorageUnavailable, ErrorReasons.StorageFull, ErrorReasons.InternalError,
        ErrorReasons.UnreadableMessage, ErrorReasons.ServiceNotFound, ErrorReasons.MethodNotFound,
        ErrorReasons.JournalPositionNotReached, ErrorReasons.AcknowledgementsNotRead, ErrorReasons.ServerStopping,
        ErrorReasons.ModelDamaged, ErrorReasons.NoEarlierModel, ErrorReasons.CallFailed,
        // Of trainings, which would take minutes.
        ErrorReasons.NotEnoughData, ErrorReasons.TrainingQueueFull,
        // Of plain HTTP, which the SDKs do not speak wrongly.
        ErrorReasons.PathNotFound, ErrorReasons.ContentTypeNotSupported, ErrorReasons.HttpMethodNotAllowed,
        ErrorReasons.NotAcceptable,
        // Of browsers, whose pages send an origin that they cannot choose.
        ErrorReasons.OriginNotAllowed,
        // The client may be the one who ends the call, and then nobody gives a reason.
        ErrorReasons.DeadlineExceeded, ErrorReasons.Cancelled,
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Methods =>
    [
        .. ContractImage.Services.SelectMany(service => service.Methods)
            .Select(method => $"{method.Service.FullName}/{method.Name}"),
    ];

    public static TheoryData<string> Reasons =>
    [
        .. typeof(ErrorReasons).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(one => one.Name != nameof(ErrorReasons.Domain))
            .Select(one => (string)one.GetValue(null)!).Except(OutOfReach),
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public void EveryMethod_HasACase(string method) => Assert.Contains(
        Cases.SelectMany(one => one.Steps), step => (string?)step.Request["method"] == method);

    [Theory]
    [MemberData(nameof(Reasons))]
    public void EveryReason_HasACase(string reason) => Assert.Contains(
        Cases.SelectMany(one => one.Steps),
        step => step.Expectation.ToJsonString().Contains($"\"{reason}\"",
            StringComparison.Ordinal));

    [Fact]
    public void EveryServer_HasACase() => Assert.Equal(
        Enum.GetValues<ServerKind>(), Cases.Select(one => one.Server).Distinct().Order());

    [Fact]
    public void EveryMethodNamed_IsOfTheContract()
    {
        var methods = ContractImage.Services.SelectMany(service => service.Methods)
            .Select(method => $"{method.Service.FullName}/{method.Name}").ToHashSet();
        Assert.All(
            Cases.SelectMany(one => one.Steps).Where(step => step.Request["method"] is not null),
            step => Assert.Contains((string)step.Request["method"]!, methods));
    }

    [Fact]
    public void Document_TellsOfEveryCaseAndNoOther()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "conformance.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
        Assert.Equal(Cases.Select(one => one.Name), rows);
    }

    [Theory]
    [InlineData("""[{"name":"a/b","does":"x","method":"m"}]""", "expects nothing")]
    [InlineData("""[{"name":"a/b","does":"x","methud":"m","expect":{}}]""", "'methud'")]
    [InlineData("""[{"name":"ab","does":"x","method":"m","expect":{}}]""", "no group")]
    [InlineData("""[{"name":"a/b","does":"x","server":"odd","method":"m","expect":{}}]""", "'odd'")]
    [InlineData("""[{"name":"a/b","method":"m","expect":{}}]""", "'does'")]
    [InlineData("""{"name":"a/b"}""", "file.json")]
    public void Read_WhatIsNotWhole_NamesFileAndFault(string text, string named)
    {
        string path = Path.Combine(_folder, "file.json");
        File.WriteAllText(path, text);
        var error = Assert.Throws<ConformanceException>(() => CaseFile.Read(path));
        Assert.Contains("file.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OneStep_MakesRequestsOfRequest()
    {
        string path = Path.Combine(_folder, "file.json");
        File.WriteAllText(
            path, """[{"name":"a/b","does":"x","method":"m","request":{"k":1},"expect":{"code":"OK"}}]""");
        var one = Assert.Single(CaseFile.Read(path));
        Assert.Equal(ServerKind.Plain, one.Server);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"method":"m","verb":"call","requests":[{"k":1}]}"""), one.Steps[0].Request));
    }
}
