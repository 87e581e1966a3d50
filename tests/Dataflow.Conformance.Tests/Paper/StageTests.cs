using Dataflow.Conformance.Tests.Figures;
using Dataflow.Testing;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Conformance.Tests.Paper;

/// <summary>Figures 3 and 4 of the paper: what window assignment and grouping do, stage by stage.</summary>
public sealed class StageTests
{
    [Fact]
    [Trait("Rule", "1")]
    [Trait("Rule", "3")]
    [Trait("Rule", "6")]
    public async Task Figure3_AssignWindows_CopiesAnElementIntoEachOfItsWindows()
    {
        var seen = new List<string>();
        var stream = TestStream.Of<KV<string, string>>().AddElements((KV.Of("k", "v1"), Day.At("12:00")), (KV.Of("k", "v2"), Day.At("12:01")));

        await Pipeline.Build(p => p.Read(stream)
            .ForEachPane(element => seen.Add($"{element.Value.Value} {Day.ToText(element.Window)}"), "Before")
            .WindowInto(SlidingWindows.Of(Duration.FromMinutes(2), Duration.FromMinutes(1)))
            .ForEachPane(element => seen.Add($"{element.Value.Value} {Day.ToText(element.Window)}"), "After")).RunAsync();

        Assert.Equal(
            ["v1 GLOBAL", "v2 GLOBAL", "v1 11:59:00..12:01:00", "v1 12:00:00..12:02:00", "v2 12:00:00..12:02:00", "v2 12:01:00..12:03:00"],
            seen.OrderBy(line => !line.EndsWith("GLOBAL", StringComparison.Ordinal)));
    }

    // The paper's Figure 4 has outputs at the exclusive end of their windows; here that is a tick earlier (choice 3, rule 21).
    [Fact]
    [Trait("Choice", "3")]
    [Trait("Rule", "2")]
    [Trait("Rule", "9")]
    [Trait("Rule", "21")]
    public async Task Figure4_Sessions_AreAssignedThenMergedThenGrouped()
    {
        var assigned = new List<string>();
        var grouped = new List<(string Key, string Values, string Window, Instant Timestamp)>();
        var stream = TestStream.Of<KV<string, string>>().AddElements(
            (KV.Of("k1", "v1"), Day.At("13:02")), (KV.Of("k2", "v2"), Day.At("13:14")), (KV.Of("k1", "v3"), Day.At("13:57")), (KV.Of("k1", "v4"), Day.At("13:20")));

        await Pipeline.Build(p => p.Read(stream)
            .WindowInto(SessionWindows.WithGap(Duration.FromMinutes(30)))
            .ForEachPane(element => assigned.Add($"{element.Value.Key} {element.Value.Value} {Day.ToText(element.Timestamp)} {Day.ToText(element.Window)}"))
            .GroupByKey()
            .ForEachPane(group => grouped.Add((group.Value.Key, string.Join(",", group.Value.Value), Day.ToText(group.Window), group.Timestamp)))).RunAsync();

        Assert.Equal(
            ["k1 v1 13:02:00 13:02:00..13:32:00", "k2 v2 13:14:00 13:14:00..13:44:00", "k1 v3 13:57:00 13:57:00..14:27:00", "k1 v4 13:20:00 13:20:00..13:50:00"],
            assigned);
        Assert.Equal(
            [("k1", "v1,v4", "13:02:00..13:50:00"), ("k1", "v3", "13:57:00..14:27:00"), ("k2", "v2", "13:14:00..13:44:00")],
            grouped.Select(group => (group.Key, group.Values, group.Window)).OrderBy(group => group));
        Assert.Equal(
            [Day.At("13:50"), Day.At("14:27"), Day.At("13:44")],
            grouped.OrderBy(group => (group.Key, group.Values)).Select(group => group.Timestamp + Duration.FromTicks(1)));
    }
}
