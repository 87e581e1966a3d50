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
    [InlineData(16, 2, false)]
    [InlineData(16, 3, true)]
    [InlineData(400, 50, false)]
    [InlineData(400, 51, true)]
    public void OnSettled_SomePortionsFoundItFull_GoesOnIfTheyAreMoreThanAnEighth(int posted, int full, bool goesOn)
    {
        var helping = new Helping();
        for (var i = 0; i < posted; i++)
        {
            helping.OnPosted();
        }

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
        helping.OnPosted();
        helping.OnFull();
        helping.OnSettled();
        Assert.True(helping.IsOn);

        helping.OnPosted();
        helping.OnSettled();

        Assert.False(helping.IsOn);
    }
}
