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

    [Fact]
    public void Touch_StructsWithReferences_ChangesNothing()
    {
        var elements = Enumerable.Range(0, 1_000).Select(i => (Number: i, Text: $"{i}")).ToArray();

        Prefetch.Touch<(int Number, string Text)>(elements);

        Assert.All(elements, (element, i) => Assert.Equal((i, $"{i}"), element));
    }

    [Fact]
    public void Touch_Objects_ReadsNothing() => Assert.Equal(0, Prefetch.Touch<string?>(new string?[1_000]));
}
