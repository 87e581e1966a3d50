using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Tests.Batches;

public sealed class PrefetchTests
{
    [Fact]
    public void Touch_BytesOfAnyNumber_ReadsOneOfEachLineInFourQuarters()
    {
        for (var count = 0; count < 1_000; count++)
        {
            var ones = Enumerable.Repeat((byte)1, count).ToArray();
            var linesOfAQuarter = ((count / 4) + 63) / 64;

            Assert.Equal(4 * linesOfAQuarter, Prefetch.Touch<byte>(ones));
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
