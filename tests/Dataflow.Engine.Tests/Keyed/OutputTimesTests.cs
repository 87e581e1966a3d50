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
        // One table for all seeds: it is used again after Close.
        var table = new WindowTable<int, int>();
        var holds = new Holds<int, int>();
        Seeds.Each(300, random =>
        {
            table.Open(Window.Global);
            Assert.Equal(OutputTimes.None, holds.Least());
            var model = new Dictionary<int, long>();
            var cells = random.Next(1, 40);
            for (var i = random.Next(100); i > 0; i--)
            {
                var (cell, time) = (random.Next(cells), (long)random.Next(-8, 8));
                var before = table.Times[cell];
                var isLower = table.Times.Add(cell, time, combiner);
                if (isLower)
                {
                    holds.Add(table, cell);
                }

                model[cell] = !model.TryGetValue(cell, out var own) ? time
                    : combiner == TimestampCombiner.Earliest ? Math.Min(own, time) : Math.Max(own, time);
                Assert.Equal(table.Times[cell] < before, isLower);
                if (random.Next(3) == 0)
                {
                    Assert.Equal(model.Values.Min(), holds.Least());
                }
            }

            for (var cell = 0; cell < cells + 2; cell++)
            {
                Assert.Equal(model.GetValueOrDefault(cell, OutputTimes.None), table.Times[cell]);
            }

            Assert.Equal(model.Values.DefaultIfEmpty(OutputTimes.None).Min(), holds.Least());
            if (random.Next(2) == 0)
            {
                table.MarkFired();
                Assert.Equal(OutputTimes.None, holds.Least());
            }

            table.Close();
        });
    }

    [Fact]
    public void Add_LaterCellFirst_LeavesTheOthersWithoutTime()
    {
        var times = new OutputTimes();

        times.Add(100, 5, TimestampCombiner.Latest);

        Assert.Equal([OutputTimes.None, OutputTimes.None, 5L, OutputTimes.None], new[] { times[0], times[99], times[100], times[101] });
    }
}
