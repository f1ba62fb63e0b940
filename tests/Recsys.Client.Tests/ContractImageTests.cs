using Google.Protobuf.Reflection;
using Recsys.V1;

namespace Recsys.Client.Tests;

/// <summary>The contract as documents are made from it: nothing is left unsaid, nothing out of reach.</summary>
public class ContractImageTests
{
    private static readonly MethodDescriptor[] Methods = [.. ContractImage.Services.SelectMany(s => s.Methods)];

    [Fact]
    public void Services_AreThoseOfTheGeneratedCode() => Assert.Equal(
        ["CustomerService", "InteractionService", "ModelService", "OperationsService", "ProductService",
            "RecommendationService"],
        ContractImage.Services.Select(service => service.Name));

    [Fact]
    public void EveryMethod_HasAnHttpRuleBelowV1() => Assert.All(Methods, method =>
    {
        var rule = Assert.IsType<Standard.Api.HttpRule>(ContractImage.HttpRuleOf(method));
        Assert.All([rule, .. rule.AdditionalBindings], one => Assert.StartsWith("/v1/",
            one.Get + one.Post + one.Patch + one.Delete, StringComparison.Ordinal));
    });

    [Fact]
    public void EveryMethodMessageAndField_HasAComment()
    {
        Assert.All(Methods, method => Assert.NotEmpty(method.Declaration.LeadingComments));
        foreach (var message in Methods.SelectMany(m => new[] { m.InputType, m.OutputType }))
        {
            Assert.NotEmpty(message.Declaration.LeadingComments);
            Assert.All(message.Fields.InDeclarationOrder(), f => Assert.NotEmpty(f.Declaration.LeadingComments));
        }
    }

    [Fact]
    public void HttpRuleOf_GeneratedDescriptors_IsTheSame()
    {
        var method = RecommendationServiceReflection.Descriptor.Services[0].FindMethodByName("RecommendForUser");
        Assert.Equal("/v1/customers/{customer_id}/recommendations", ContractImage.HttpRuleOf(method)?.Get);
    }
}
