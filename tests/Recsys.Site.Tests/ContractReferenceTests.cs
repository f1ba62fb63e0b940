using Google.Protobuf.Reflection;
using Recsys.V1;

namespace Recsys.Site.Tests;

/// <summary>The reference leaves nothing of the contract out.</summary>
public class ContractReferenceTests
{
    public static TheoryData<string> Files =>
        [.. ContractImage.Files.Where(file => file.Package == "recsys.v1").Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Page_OfAFile_HoldsEveryName(string name)
    {
        var file = ContractImage.Files.Single(file => file.Name == name);
        string page = Checkout.Pages[Reference.ReferencePath.OfFile(name)];

        Assert.All(NamesOf(file), anchor => Assert.Contains($" id=\"{anchor}\"", page, StringComparison.Ordinal));
        // Nothing is told of without words.
        Assert.DoesNotContain("<dd></dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_TellEveryAddressOfEveryMethod()
    {
        string http = Html.TextOf(Checkout.Pages[Reference.ReferencePath.Http]);
        foreach (var method in ContractImage.Services.SelectMany(service => service.Methods))
        {
            var bindings = Reference.HttpBinding.Of(method);
            Assert.NotEmpty(bindings);
            Assert.All(bindings, binding => Assert.Contains($"{binding.Verb} {binding.Path} ", http));
        }
    }

    [Fact]
    public void ErrorPage_TellsOfEveryReason()
    {
        string page = Checkout.Pages[Reference.ReferencePath.Errors];
        var reasons = Reference.ErrorReasonList.Read();

        Assert.Contains(reasons, reason => reason is { Name: ErrorReasons.ProductNotFound, Status: "NOT_FOUND" });
        Assert.All(reasons, reason => Assert.Contains($" id=\"{reason.Name}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Comments_LinkTheNamesTheyMention()
    {
        string page = Checkout.Pages["reference/recommendation-service.html"];

        Assert.Contains("<a href=\"errors.html#PIPELINE_NOT_FOUND\">PIPELINE_NOT_FOUND</a>", page);
        Assert.Contains("<a href=\"#Provenance.cold_start\"><code>provenance.cold_start</code></a>", page);
        Assert.Contains(
            "<a href=\"interaction.html#Interaction.attribution_token\"><code>Interaction.attribution_token</code></a>",
            page);
    }

    private static IEnumerable<string> NamesOf(FileDescriptor file) =>
    [
        .. file.Services.SelectMany(service => service.Methods).Select(method => method.Name),
        .. file.MessageTypes.Select(message => message.Name),
        .. file.MessageTypes.SelectMany(message =>
            message.Fields.InDeclarationOrder().Select(field => $"{message.Name}.{field.Name}")),
        .. file.EnumTypes.SelectMany(type => type.Values.Select(value => value.Name).Prepend(type.Name)),
    ];
}
