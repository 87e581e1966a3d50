using Dataflow.Engine.Keyed;

namespace Dataflow.Engine.Tests.Keyed;

public sealed class HelpingTests
{
    [Fact]
    public void OnFull_AFewTimes_Waits()
    {
        var helping = new Helping();

        Assert.All(Enumerable.Range(0, 16), _ => Assert.False(helping.OnFull()));
        Assert.False(helping.IsOn);
        Assert.True(helping.OnFull());
        Assert.True(helping.IsOn);
    }

    [Theory]
    [InlineData(128, 16, false)]
    [InlineData(136, 18, true)]
    [InlineData(400, 50, false)]
    [InlineData(400, 51, true)]
    public void OnSettled_SomePortionsFoundItFull_GoesOnIfTheyAreMoreThanAnEighth(int posted, int full, bool goesOn)
    {
        var helping = new Helping();
        Post(helping, posted);
        for (var i = 0; i < full; i++)
        {
            helping.OnFull();
        }

        helping.OnSettled();

        Assert.Equal(goesOn, helping.IsOn);
        Assert.Equal(goesOn, helping.OnFull());
    }

    [Fact]
    public void OnSettled_NothingWasFullSince_HelpsNoMore()
    {
        var helping = new Helping();
        Post(helping, 200);
        Assert.All(Enumerable.Range(0, 50), _ => helping.OnFull());
        helping.OnSettled();
        Assert.True(helping.IsOn);

        Post(helping, 200);
        helping.OnSettled();

        Assert.False(helping.IsOn);
    }

    /// <summary>Where windows are due often, there are a few portions in between.</summary>
    [Fact]
    public void OnSettled_FewPortionsSince_CountsOn()
    {
        var helping = new Helping();
        for (var settled = 0; settled < 16; settled++)
        {
            Post(helping, 7);
            Assert.False(helping.OnFull());
            helping.OnSettled();
        }

        Assert.True(helping.OnFull());
        helping.OnSettled();
        Assert.True(helping.IsOn);
    }

    [Fact]
    public void IsOnAtEnd_FewPortionsSinceTheLastTime_Folds()
    {
        var helping = new Helping();
        Post(helping, 7);
        Assert.True(helping.IsOnAtEnd);
        Post(helping, 1);
        Assert.False(helping.IsOnAtEnd);

        helping.OnSettled();
        Post(helping, 7);

        Assert.True(helping.IsOnAtEnd);
        Assert.False(helping.IsOn);
    }

    private static void Post(Helping helping, int portions)
    {
        for (var i = 0; i < portions; i++)
        {
            helping.OnPosted();
        }
    }
}
