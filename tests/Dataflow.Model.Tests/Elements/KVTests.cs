namespace Dataflow.Model.Tests.Elements;

public sealed class KVTests
{
    [Fact]
    public void Of_KeyAndValue_InfersTypesAndCompares()
    {
        Assert.Equal(new KV<string, int>("a", 1), KV.Of("a", 1));
        Assert.NotEqual(KV.Of("a", 1), KV.Of("a", 2));
        Assert.NotEqual(KV.Of("a", 1), KV.Of("b", 1));
    }

    [Fact]
    public void ToString_Pair_PrintsKeyColonValue()
    {
        Assert.Equal("a: 1", KV.Of("a", 1).ToString());
        Assert.Equal(": ", KV.Of((string?)null, (string?)null).ToString());
    }
}
