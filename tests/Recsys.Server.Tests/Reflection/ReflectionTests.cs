using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.Standard.Reflection;
using Alpha = Recsys.Standard.ReflectionAlpha;

namespace Recsys.Server.Tests.Reflection;

public sealed class ReflectionTests
{
    private static readonly string[] Served =
    [
        "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
        "recsys.v1.CustomerService", "recsys.v1.InteractionService", "recsys.v1.ModelService",
        "recsys.v1.OperationsService", "recsys.v1.ProductService", "recsys.v1.RecommendationService",
    ];

    [Fact]
    public async Task ListServices_Always_NamesAllServed()
    {
        await using var test = await TestServer.StartAsync();
        var answer = await AskAsync(test, new ServerReflectionRequest { ListServices = "*", Host = "h" });
        Assert.Equal(Served, answer.ListServicesResponse.Service.Select(service => service.Name));
        Assert.Equal("h", answer.ValidHost);
    }

    [Theory]
    [InlineData("recsys.v1.RecommendationService")]
    [InlineData("recsys.v1.RecommendationService.RecommendForUser")]
    [InlineData("recsys.v1.RecommendForUserRequest")]
    [InlineData("recsys.v1.RecommendForUserRequest.page_size")]
    [InlineData("recsys.v1.Device")]
    public async Task FileContainingSymbol_KindsOfSymbol_FileComesWithAllItImports(string symbol)
    {
        await using var test = await TestServer.StartAsync();
        var answer = await AskAsync(test, new ServerReflectionRequest { FileContainingSymbol = symbol });
        // Building fails when an import is missing or comes after the file that needs it.
        var files = FileDescriptor.BuildFromByteStrings(answer.FileDescriptorResponse.FileDescriptorProto);
        Assert.Equal("recsys/v1/recommendation_service.proto", files[^1].Name);
    }

    [Fact]
    public async Task FileContainingSymbol_ErrorDetail_IsThere()
    {
        await using var test = await TestServer.StartAsync();
        var answer = await AskAsync(
            test, new ServerReflectionRequest { FileContainingSymbol = "google.rpc.BadRequest.FieldViolation" });
        Assert.NotNull(answer.FileDescriptorResponse);
    }

    [Fact]
    public async Task FileByName_KnownImport_IsThere()
    {
        await using var test = await TestServer.StartAsync();
        var answer = await AskAsync(
            test, new ServerReflectionRequest { FileByFilename = "google/protobuf/timestamp.proto" });
        Assert.Single(answer.FileDescriptorResponse.FileDescriptorProto);
    }

    [Fact]
    public async Task Unknown_AnyQuestion_IsAnErrorAndTheStreamGoesOn()
    {
        await using var test = await TestServer.StartAsync();
        using var call = new ServerReflection.ServerReflectionClient(test.Channel).ServerReflectionInfo();
        ServerReflectionRequest[] questions =
        [
            new() { FileContainingSymbol = "no.such.Symbol" }, new() { FileByFilename = "no/such.proto" },
            new() { AllExtensionNumbersOfType = "no.such.Type" },
            new() { FileContainingExtension = new ExtensionRequest { ContainingType = "x", ExtensionNumber = 1 } },
            new(),
        ];
        foreach (var question in questions)
        {
            await call.RequestStream.WriteAsync(question);
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.NotEqual(0, call.ResponseStream.Current.ErrorResponse.ErrorCode);
            Assert.Equal(question, call.ResponseStream.Current.OriginalRequest);
        }
    }

    [Fact]
    public async Task Alpha_SameQuestion_SameBytes()
    {
        await using var test = await TestServer.StartAsync();
        var question = new ServerReflectionRequest { FileContainingSymbol = "recsys.v1.ProductService" };
        var answer = await AskAsync(test, question);
        using var call = new Alpha.ServerReflection.ServerReflectionClient(test.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(
            Alpha.ServerReflectionRequest.Parser.ParseFrom(question.ToByteString()));
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal(answer.ToByteString(), call.ResponseStream.Current.ToByteString());
    }

    private static async Task<ServerReflectionResponse> AskAsync(TestServer test, ServerReflectionRequest question)
    {
        using var call = new ServerReflection.ServerReflectionClient(test.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(question);
        Assert.True(await call.ResponseStream.MoveNext());
        await call.RequestStream.CompleteAsync();
        return call.ResponseStream.Current;
    }
}
