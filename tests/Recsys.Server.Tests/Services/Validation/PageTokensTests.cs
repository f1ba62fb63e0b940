using Recsys.Server.Services.Catalogue;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Tests.Services.Validation;

public sealed class PageTokensTests
{
    [Theory]
    [InlineData("p1")]
    [InlineData("Ærø/鶴?&=")]
    public void After_ThenRead_GivesTheIdBack(string id)
    {
        var violations = new Violations();
        string token = PageTokens.After(PageKind.Customers, id);

        Assert.Equal(id, PageTokens.Read(violations, PageKind.Customers, token));
        Assert.True(violations.None);
        Assert.DoesNotContain(id, token, StringComparison.Ordinal);
    }

    [Fact]
    public void After_TheLongestId_CanBeRead()
    {
        var violations = new Violations();
        string id = new('鶴', 128);

        Assert.Equal(id, PageTokens.Read(violations, PageKind.Products, PageTokens.After(PageKind.Products, id)));
        Assert.True(violations.None);
    }

    [Fact]
    public void After_NoId_IsNoToken() => Assert.Equal("", PageTokens.After(PageKind.Products, ""));

    [Fact]
    public void Read_OfATokenOfAnotherListing_IsRefused()
    {
        var violations = new Violations();

        PageTokens.Read(violations, PageKind.Customers, PageTokens.After(PageKind.Products, "p1"));

        Assert.Equal("page_token", Assert.Single(violations.Found).Field);
    }

    [Theory]
    [InlineData(-1, false, 1)]
    [InlineData(0, true, 50)]
    [InlineData(1, true, 1)]
    [InlineData(1000, true, 1000)]
    [InlineData(1001, true, 1000)]
    public void Size_IsBounded(int asked, bool holds, int size)
    {
        var violations = new Violations();

        Assert.Equal(size, PageTokens.Size(violations, asked));
        Assert.Equal(holds, violations.None);
    }
}
