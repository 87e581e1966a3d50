using Dataflow.Engine.Batches;
using Dataflow.Engine.Watermarks;
using Dataflow.Time;

namespace Dataflow.Engine.Tests.Watermarks;

public sealed class SuffixMinimaTests
{
    public static TheoryData<string> Orders => ["increasing", "decreasing", "equal", "random", "nearly", "coarse", "sawtooth"];

    [Theory]
    [MemberData(nameof(Orders))]
    public void At_AnyOrder_IsTheLeastFromTheRowOn(string order) => Seeds.Each(60, random =>
    {
        var times = Enumerable.Range(0, random.Next(80)).Select(i => Time(order, i, random)).ToArray();
        var minima = new SuffixMinima();
        Array.ForEach(times, minima.Add);
        var expected = Enumerable.Range(0, times.Length + 3).Select(row => times.Skip(row).DefaultIfEmpty(EventTime.EndTicks).Min()).ToArray();

        Assert.Equal(times.Length, minima.Rows);
        var step = 0;
        for (var row = 0; row < expected.Length; row++)
        {
            Assert.Equal(expected[row], minima.At(row, ref step));
            var direct = minima.StepOf(row);
            Assert.Equal(step, direct);
            Assert.Equal(expected[row], minima.At(row, ref direct));
        }

        var (skipping, at) = (0, 0);
        for (; at < expected.Length; at += random.Next(1, 9))
        {
            Assert.Equal(expected[at], minima.At(at, ref skipping));
        }
    });

    [Theory]
    [MemberData(nameof(Orders))]
    public void StepOf_LastRow_CountsDifferentMinimaOnly(string order) => Seeds.Each(20, random =>
    {
        var times = Enumerable.Range(0, random.Next(1, 80)).Select(i => Time(order, i, random)).ToArray();
        var minima = new SuffixMinima();
        Array.ForEach(times, minima.Add);

        var different = Enumerable.Range(0, times.Length).Select(row => times.Skip(row).Min()).Distinct().Count();
        Assert.Equal(different - 1, minima.StepOf(times.Length - 1));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Add_Columns_AddsRowsAndSeesWatermarks(bool hasWatermark)
    {
        var columns = new Columns(4) { Count = 3 };
        new long[] { 5, 2, 9, -99 }.CopyTo(columns.Times, 0);
        columns.Marks.Add(1, MarkKind.Clock, 7);
        if (hasWatermark)
        {
            columns.Marks.Add(1, MarkKind.Watermark, 1);
            columns.Marks.Add(2, MarkKind.Clock, 8);
        }

        var minima = new SuffixMinima();

        minima.Add(columns);

        Assert.Equal((hasWatermark, true), (minima.HasWatermark, minima.HasClock));
        Assert.Equal(3, minima.Rows);
        var step = 0;
        Assert.Equal(2, minima.At(0, ref step));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("clock", true)]
    [InlineData("clock,clock", true)]
    [InlineData("watermark", false)]
    [InlineData("watermark,clock", false)]
    [InlineData("clock,watermark,clock", true)]
    public void HasClockBeforeWatermark_SourceWithMarks_IsThatTheFirstIsAClock(string marks, bool expected)
    {
        // In batches of one mark and in one batch, which must not show.
        string[] all = marks.Split(',', StringSplitOptions.RemoveEmptyEntries);
        foreach (var batches in new[] { all.Select(mark => new[] { mark }), [all] })
        {
            var minima = new SuffixMinima();
            foreach (var batch in batches)
            {
                var columns = new Columns(0);
                Array.ForEach(batch, mark => columns.Marks.Add(0, mark == "clock" ? MarkKind.Clock : MarkKind.Watermark, 1));
                minima.Add(columns);
            }

            Assert.Equal(expected, minima.HasClockBeforeWatermark);
        }
    }

    private static long Time(string order, int i, Random random) => order switch
    {
        "increasing" => i,
        "decreasing" => -i,
        "equal" => 5,
        "nearly" => i + random.Next(-4, 5),
        "coarse" => i / 10,
        "sawtooth" => i % 7,
        _ => random.NextInt64(EventTime.StartTicks, EventTime.EndTicks),
    };
}
