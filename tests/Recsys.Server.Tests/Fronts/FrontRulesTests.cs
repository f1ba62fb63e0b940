using Microsoft.AspNetCore.Http;
using Recsys.Server.Fronts;

namespace Recsys.Server.Tests.Fronts;

public sealed class FrontRulesTests
{
    [Theory]
    [InlineData("POST", "/recsys.v1.ProductService/GetProduct", "application/grpc", "Grpc")]
    [InlineData("POST", "/recsys.v1.ProductService/GetProduct", "application/grpc+proto", "Grpc")]
    [InlineData("POST", "/recsys.v1.ProductService/GetProduct", "application/json", "Grpc")]
    [InlineData("POST", "/recsys.v1.ProductService/GetProduct", null, "Grpc")]
    [InlineData("POST", "/no.such.Service/Method", "text/plain", "Grpc")]
    [InlineData("POST", "/anything", "application/grpc", "Grpc")]
    [InlineData("POST", "/recsys.v1.ProductService/GetProduct", "application/grpc-web", "GrpcWeb")]
    [InlineData("POST", "/recsys.v1.ProductService/GetProduct", "application/grpc-web+proto", "GrpcWeb")]
    [InlineData("POST", "/recsys.v1.ProductService/GetProduct", "Application/GRPC-Web-Text", "GrpcWeb")]
    [InlineData("GET", "/v1/products/p1", null, "Json")]
    [InlineData("POST", "/v1/interactions:write", "application/json", "Json")]
    [InlineData("GET", "/v1", null, "Json")]
    [InlineData("GET", "/openapi.json", null, "Json")]
    [InlineData("GET", "/", null, "Page")]
    [InlineData("GET", "/docs/index.html", null, "Page")]
    [InlineData("GET", "/v10/products", null, "Page")]
    [InlineData("GET", "/recsys.v1.ProductService/GetProduct", null, "Page")]
    [InlineData("POST", "/one.segment", null, "Page")]
    [InlineData("POST", "/three.segments/of/it", null, "Page")]
    [InlineData("POST", "/empty.method/", null, "Page")]
    public void Of_MethodPathAndType_IsTheFront(string method, string path, string? contentType, string front)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.ContentType = contentType;
        Assert.Equal(Enum.Parse<Front>(front), FrontFeature.Decide(context));
        Assert.Equal(Enum.Parse<Front>(front), FrontFeature.Of(context));
    }
}
