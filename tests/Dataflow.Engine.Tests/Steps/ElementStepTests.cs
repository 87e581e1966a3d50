using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Tests.Batches;
using Dataflow.Engine.Windows;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Steps;

/// <summary>
/// What holds for every step that works on one element at a time: the elements that come out carry the columns of the one that
/// they were made of, and marks keep their places between elements, whatever the size of batches.
/// </summary>
public sealed class ElementStepTests
{
    [Fact]
    public void Select_AnyBatches_MapsValuesOnly() => Check<string>(
        (next, counters, size) => new SelectStep<int, string>("s", i => $"<{i}>", counters, next, size),
        item => [item with { Value = $"<{item.Value}>" }]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Where_AnyBatches_KeepsSome(int one) => Check<int>(
        (next, counters, size) => new WhereStep<int>("s", i => i % one == 0, counters, next, size),
        item => (int)item.Value! % one == 0 ? [item] : []);

    [Fact]
    public void SelectMany_AnyBatches_GivesEachTheColumnsOfItsElement() => Check<string>(
        (next, counters, size) => new SelectManyStep<int, string>("s", Split, counters, next, size),
        item => Split((int)item.Value!).Select(value => item with { Value = value }));

    [Fact]
    public void WithTimestamps_AnyBatches_ChangesTimesOnly() => Check<int>(
        (next, counters, size) => new WithTimestampsStep<int>("s", i => EventTime.ToInstant(3 * i), counters, next, size),
        item => [item with { Ticks = 3 * (int)item.Value! }]);

    [Fact]
    public void ParDo_AnyBatches_EmitsWithTheColumnsOfItsElement() => Check<string>(
        (next, counters, size) => new ParDoStep<int, string>(
            "s", (element, emit) => Split(element.Value).ToList().ForEach(emit), WindowAssigner.Of(GlobalWindows.Instance), counters, next, size),
        item => Split((int)item.Value!).Select(value => item with { Value = value }));

    [Fact]
    public void FanOut_AnyBatches_LendsToAll() => Check<int>(
        (next, counters, size) => new FanOut<int>([new WhereStep<int>("w", i => i % 2 == 0, counters, new Collector<int>(), size), next]),
        item => [item],
        counts: false);

    [Fact]
    public void Partition_AnyBatches_SendsEachToItsPart() => Seeds.Each(200, random =>
    {
        var size = random.Next(1, 6);
        var parts = new[] { new Collector<int>(), new Collector<int>(), new Collector<int>() };
        var counters = new StepCounters("s");
        var step = new PartitionStep<int>("s", i => i * 7 % 3, counters, parts, size);
        var input = new RandomBatches(random);
        List<Item> fed = [];
        for (var i = 0; i < 6; i++)
        {
            var batch = input.Next(12);
            fed.AddRange(Item.Flatten(batch));
            step.Receive(batch);
        }

        for (var part = 0; part < parts.Length; part++)
        {
            Assert.Equal(fed.Where(item => item.IsMark || (int)item.Value! * 7 % 3 == part), parts[part].Items);
        }

        Assert.Equal(fed.Count(item => !item.IsMark), counters.In);
        Assert.Equal(counters.In, counters.Out);
    });

    [Fact]
    public void ObservesMarks_Steps_FollowWhatIsBehind()
    {
        var counters = new StepCounters("s");
        foreach (var observes in new[] { false, true })
        {
            var next = new Collector<int>(observes);
            Assert.Equal(observes, new SelectStep<int, int>("s", i => i, counters, next, 1).ObservesMarks);
            Assert.Equal(observes, new WhereStep<int>("s", _ => true, counters, next, 1).ObservesMarks);
            Assert.Equal(observes, new SelectManyStep<int, int>("s", i => [i], counters, next, 1).ObservesMarks);
            Assert.Equal(observes, new FanOut<int>([new Collector<int>(false), next]).ObservesMarks);
            Assert.Equal(observes, new PartitionStep<int>("s", _ => 0, counters, [new Collector<int>(false), next], 1).ObservesMarks);
        }
    }

    private static IEnumerable<string> Split(int value) => Enumerable.Range(0, value % 4).Select(i => $"{value}.{i}");

    private static void Check<TOut>(
        Func<Receiver<TOut>, StepCounters, int, Receiver<int>> make, Func<Item, IEnumerable<Item>> expect, bool counts = true) => Seeds.Each(300, random =>
    {
        var observes = random.Next(4) != 0;
        var collector = new Collector<TOut>(observes);
        var counters = new StepCounters("s");
        var step = make(collector, counters, random.Next(1, 6));
        var input = new RandomBatches(random);
        List<Item> fed = [];
        for (var i = 0; i < 6; i++)
        {
            var batch = input.Next(12);
            fed.AddRange(Item.Flatten(batch));
            step.Receive(batch);
        }

        var expected = fed.SelectMany(item => item.IsMark ? [item] : expect(item)).ToList();
        Assert.Equal(
            expected.Where(item => observes || !item.IsMark),
            collector.Items.Where(item => observes || !item.IsMark));
        if (counts)
        {
            Assert.Equal(fed.Count(item => !item.IsMark), counters.In);
            Assert.Equal(expected.Count(item => !item.IsMark), counters.Out);
        }
    });
}
