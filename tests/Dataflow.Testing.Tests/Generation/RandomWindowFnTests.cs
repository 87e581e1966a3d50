using Dataflow.Testing.Generation;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Testing.Tests.Generation;

public sealed class RandomWindowFnTests
{
    /// <summary>A long run of a law came to a window of a day more than there may be (16 of what the laws found).</summary>
    [Fact]
    public void Next_CalendarWithTheGreatestCount_IsAWindowFunction()
    {
        var random = new ScriptedRandom(5, 0, 0, 100_000, 0, 0);
        var windows = Assert.IsType<CalendarWindows>(new RandomWindowFn(random, _ => Duration.FromSeconds(1)).Next());
        Assert.Equal(100_000, windows.Count);
    }

    /// <summary>Gives what it is told, which must be less than what it is asked for.</summary>
    private sealed class ScriptedRandom(params int[] numbers) : Random
    {
        private int next;

        public override int Next(int maxValue) => Next(0, maxValue);

        public override int Next(int minValue, int maxValue)
        {
            Assert.InRange(numbers[next], minValue, maxValue - 1);
            return numbers[next++];
        }
    }
}
