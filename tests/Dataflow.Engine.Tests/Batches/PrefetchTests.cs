using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Tests.Batches;

public sealed class PrefetchTests
{
    [Fact]
    public void Touch_BytesOfAnyNumber_ReadsOneOfEachLineInFourQuarters()
    {
        for (var count = 0; count < 1_000; count++)
        {
            var quarter = count / 4;
            var bytes = Enumerable.Range(0, count).Select(i => (byte)(quarter == 0 ? 0 : 1 << (i / quarter))).ToArray();
            var lines = (quarter + 63) / 64;

            Assert.Equal(lines * (1 + 2 + 4 + 8), Prefetch.Touch<byte>(bytes));
        }
    }

    // The bytes of references to objects, which stand apart in memory, do not add up to 0.
    [Fact]
    public void Touch_Objects_ReadsNothing() => Assert.Equal(0, Prefetch.Touch<string>([.. Enumerable.Range(0, 1_000).Select(i => $"{i}")]));
}
