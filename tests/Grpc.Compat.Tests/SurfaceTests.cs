using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;

namespace Grpc.Compat.Tests;

/// <summary>What the published server and client ask of Grpc.Core.Api and Grpc.Net.Common is all there.</summary>
public sealed class SurfaceTests
{
    private static readonly string[] StoodIn = ["Grpc.Core.Api", "Grpc.Net.Common"];

    public static TheoryData<string> Published => new(
        typeof(GrpcServiceOptions).Assembly.Location, typeof(GrpcChannel).Assembly.Location);

    [Theory]
    [MemberData(nameof(Published))]
    public void Members_AskedForByPublishedAssembly_AreThere(string path)
    {
        var asked = ReferencedSurface.Read(path, StoodIn);
        // Guards against a reader that finds nothing: both assemblies lean heavily on the API.
        Assert.True(asked.Count > 80, $"Only {asked.Count} references were read.");
        var offered = StoodIn.SelectMany(name => OfferedSurface.Read(Assembly.Load(name).Location)).ToHashSet();
        Assert.Empty(asked.Where(member => !offered.Contains(member)).Order());
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Types_OfPublishedAssembly_AllLoad(string path)
    {
        // Loading fails where an abstract member that a type overrides is missing or one that it does not know was
        // added.
        var types = Assembly.LoadFrom(path).GetTypes();
        Assert.NotEmpty(types);
        foreach (var type in types) System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(
            type.ContainsGenericParameters ? typeof(object).TypeHandle : type.TypeHandle);
    }

    [Theory]
    [InlineData("Grpc.Core.Api")]
    [InlineData("Grpc.Net.Common")]
    public void Identity_OfAssembly_IsThePublishedOne(string name)
    {
        var identity = Assembly.Load(name).GetName();
        Assert.Equal(new Version(2, 0, 0, 0), identity.Version);
        Assert.Equal("d754f35622e28bad", Convert.ToHexStringLower(identity.GetPublicKeyToken()!));
    }
}
