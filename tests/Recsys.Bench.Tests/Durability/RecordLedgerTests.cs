using Recsys.Bench.Durability;

namespace Recsys.Bench.Tests.Durability;

public class RecordLedgerTests
{
    private readonly RecordLedger _ledger = new();

    [Theory]
    [InlineData("acknowledged", true)]
    [InlineData("second", true)]
    [InlineData(null, true)]
    [InlineData("first", false)]
    public void Accept_AfterWritesOfUnknownFate_TakesTheLatestKnownAndEachOfThose(string? found, bool right)
    {
        _ledger.Begin("a", "first");
        _ledger.Begin("a", "acknowledged");
        _ledger.Acknowledge("a");
        _ledger.Begin("a", null);
        _ledger.Begin("a", "second");

        Assert.Equal(right, _ledger.Accept("a", found));
    }

    [Fact]
    public void Accept_WhatWasFound_HoldsFromThenOn()
    {
        _ledger.Begin("a", "one");
        _ledger.Begin("a", null);
        Assert.True(_ledger.Accept("a", null));

        Assert.False(_ledger.Accept("a", "one"));
    }
}
