using Recsys.Server.Services.Recommendations;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Tests.Services.Recommendations;

public sealed class AttributionTokenTests
{
    [Fact]
    public void Encode_ThenDecode_GivesTheTokenBack()
    {
        var token = AttributionToken.For(1_790_000_000_123, "home", "20261121-190501-1");

        Assert.True(AttributionToken.TryDecode(token.Encode(), out var decoded));
        Assert.Equal(token, decoded);
        Assert.NotEqual(
            token.Encode(), AttributionToken.For(token.TimeMs, token.Pipeline, token.ModelVersion).Encode());
    }

    [Fact]
    public void Encode_OfTheLongestNames_StaysWithinItsLimit()
    {
        var token = AttributionToken.For(long.MaxValue, new string('p', 64), new string('v', 128));

        Assert.InRange(token.Encode().Length, 1, AttributionToken.MostCharacters);
        Assert.True(AttributionToken.TryDecode(token.Encode(), out _));
    }

    [Fact]
    public void Decode_OfEveryCutAndEveryChangedCharacter_Refuses()
    {
        string text = AttributionToken.For(1_790_000_000_123, "home", "v1").Encode();
        for (int i = 0; i < text.Length; i++)
        {
            Assert.False(AttributionToken.TryDecode(text[..i], out _));
            char other = text[i] == 'A' ? 'B' : 'A';
            string changed = string.Concat(text.AsSpan(0, i), other.ToString(), text.AsSpan(i + 1));
            bool same = AttributionToken.TryDecode(changed, out var decoded);
            // The last character may hold bits that mean nothing; whatever is accepted must say the same.
            if (same) Assert.Equal("v1", decoded.ModelVersion);
            if (same) Assert.Equal(text.Length - 1, i);
        }
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Decode_OfAnythingElse_Refuses(string text) => Assert.False(AttributionToken.TryDecode(text, out _));

    [Fact]
    public void Decode_OfWholeTextsWithWrongContent_Refuses()
    {
        byte[][] contents = [[2], [1], [1, 2, 3], new byte[17], [1, .. new byte[16], 200], [1, .. new byte[18], 9]];
        Assert.All(contents, content => Assert.False(AttributionToken.TryDecode(OpaqueToken.Encode(content), out _)));
    }
}
