using Dataflow.Engine.Keyed;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Keyed;

public sealed class OutputTimesTests
{
    [Theory]
    [InlineData(TimestampCombiner.Earliest)]
    [InlineData(TimestampCombiner.Latest)]
    public void Add_Random_IsTheNaiveModel(TimestampCombiner combiner)
    {
        // One table for all seeds: it is used again after Clear.
        var times = new OutputTimes();
        Seeds.Each(300, random =>
        {
            times.Clear();
            Assert.Equal(OutputTimes.None, times.Hold());
            var model = new Dictionary<int, long>();
            var cells = random.Next(1, 40);
            for (var i = random.Next(100); i > 0; i--)
            {
                var (cell, time) = (random.Next(cells), (long)random.Next(-8, 8));
                times.Add(cell, time, combiner);
                model[cell] = !model.TryGetValue(cell, out var own) ? time
                    : combiner == TimestampCombiner.Earliest ? Math.Min(own, time) : Math.Max(own, time);
                if (random.Next(3) == 0)
                {
                    Assert.Equal(model.Values.Min(), times.Hold());
                }
            }

            for (var cell = 0; cell < cells + 2; cell++)
            {
                Assert.Equal(model.GetValueOrDefault(cell, OutputTimes.None), times[cell]);
            }

            Assert.Equal(model.Values.DefaultIfEmpty(OutputTimes.None).Min(), times.Hold());
        });
    }

    [Fact]
    public void Add_LaterCellFirst_LeavesTheOthersWithoutTime()
    {
        var times = new OutputTimes();

        times.Add(100, 5, TimestampCombiner.Latest);

        Assert.Equal([OutputTimes.None, OutputTimes.None, 5L, OutputTimes.None], new[] { times[0], times[99], times[100], times[101] });
        Assert.Equal(5, times.Hold());
    }
}
