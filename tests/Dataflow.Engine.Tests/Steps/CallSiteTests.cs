using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Tests.Steps;

public sealed class CallSiteTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 20)];

    [Fact]
    public void Next_AllPlaces_AreOfTypesOfTheirOwnAndBeginAgain()
    {
        List<CallSite> sites = [CallSite.First];
        while (sites[^1].Next != CallSite.First)
        {
            sites.Add(sites[^1].Next);
        }

        Assert.Equal(CallSite.Count, sites.Count);
        Assert.Equal(CallSite.Count, sites.Select(site => site.GetType()).Distinct().Count());
        Assert.Same(sites[1], CallSite.First.Next);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Map_AnyLength_MapsEach(int length)
    {
        var mapped = new (int, string)[length + 1];
        var row = 0;

        CallSite.First.Next.Map<int, (int, string)>(i => (i, $"<{i}>"), Values(length), mapped, ref row);

        Assert.Equal(Enumerable.Range(0, length).Select(i => (i, $"<{i}>")), mapped[..length]);
        Assert.Equal(default, mapped[length]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Keep_AnyLength_GivesTheRowsInOrder(int length)
    {
        var rows = new int[length];
        var row = 0;

        var kept = CallSite.First.Keep(i => i % 3 != 1, Values(length), rows, ref row);

        Assert.Equal(Enumerable.Range(0, length).Where(i => i % 3 != 1), rows[..kept]);
    }

    [Fact]
    public void Keep_DropsAnyOne_GivesTheRowsOfTheOthersAndAsksForEachOnce()
    {
        for (var dropped = 0; dropped < 20; dropped++)
        {
            var rows = new int[20];
            var asked = new List<int>();
            var row = 0;

            var kept = CallSite.First.Keep<int>(i => AskedFor(asked, i) != dropped, Values(20), rows, ref row);

            Assert.Equal(Values(20).Where(i => i != dropped), rows[..kept]);
            Assert.Equal(Values(20), asked);
        }
    }

    [Fact]
    public void Keep_DropsNone_GivesTheirNumberAndWritesNothing()
    {
        var rows = Enumerable.Repeat(-1, 20).ToArray();
        var row = 0;

        Assert.Equal(20, CallSite.First.Keep<int>(_ => true, Values(20), rows, ref row));

        Assert.All(rows, written => Assert.Equal(-1, written));
    }

    [Fact]
    public void Keep_FailsBehindOneThatItDrops_SaysWhere()
    {
        for (var place = 1; place < 20; place++)
        {
            var kept = 0;
            Assert.Throws<FormatException>(() => CallSite.First.Keep<int>(i => i == place ? throw new FormatException() : i > 0, Values(20), new int[20], ref kept));
            Assert.Equal(place, kept);
        }
    }

    [Fact]
    public void MapAndKeep_FailAtAnyPlace_SayWhere()
    {
        for (var place = 0; place < 20; place++)
        {
            var (mapped, kept) = (0, 0);
            Assert.Throws<FormatException>(() => CallSite.First.Map<int, int>(i => i == place ? throw new FormatException() : i, Values(20), new int[20], ref mapped));
            Assert.Throws<FormatException>(() => CallSite.First.Keep<int>(i => i == place ? throw new FormatException() : true, Values(20), new int[20], ref kept));
            Assert.Equal((place, place), (mapped, kept));
        }
    }

    private static int AskedFor(List<int> asked, int value)
    {
        asked.Add(value);
        return value;
    }

    private static int[] Values(int length) => [.. Enumerable.Range(0, length)];
}
