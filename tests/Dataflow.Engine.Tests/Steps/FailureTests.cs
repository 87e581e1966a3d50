using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Tests.Batches;
using Dataflow.Engine.Windows;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Steps;

/// <summary>A function of the user that throws is reported with its step and the very element.</summary>
public sealed class FailureTests
{
    private static readonly StepCounters Counters = new("boom");

    private static readonly Collector<int> Next = new();

    private static readonly (string Name, Receiver<int> Step)[] Steps =
    [
        ("select", new SelectStep<int, int>("boom", Throw, Counters, Next, 4)),
        ("where", new WhereStep<int>("boom", i => Throw(i) > 1, Counters, Next, 4)),
        ("select many", new SelectManyStep<int, int>("boom", i => [Throw(i)], Counters, Next, 4)),
        ("select many, lazily", new SelectManyStep<int, int>("boom", i => Enumerable.Range(i, 2).Select(Throw), Counters, Next, 4)),
        ("partition", new PartitionStep<int>("boom", Throw, Counters, [.. Enumerable.Repeat(Next, 10)], 4)),
        ("with timestamps", new WithTimestampsStep<int>("boom", i => EventTime.ToInstant(Throw(i)), Counters, Next, 4)),
        ("par do", new ParDoStep<int, int>("boom", (e, _) => Throw(e.Value), WindowAssigner.Of(GlobalWindows.Instance), Counters, Next, 4)),
        ("for each", new ForEachSink<int>("boom", i => Throw(i), new StopSignal(), Counters)),
    ];

    public static TheoryData<string, int> Cases => [.. from step in Steps from place in new[] { 0, 1, 6 } select (step.Name, place)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Receive_UserFunctionThrows_NamesStepAndElement(string name, int place)
    {
        var batch = new Batch<int>(7);
        batch.Show([9, 9, .. Enumerable.Range(0, 7).Select(i => i == place ? 7 : 1), 9], 2, 7);

        var e = Assert.Throws<StepFailedException>(() => Steps.Single(step => step.Name == name).Step.Receive(batch));

        Assert.Equal(("boom", "7"), (e.Step, e.Element));
        Assert.IsType<FormatException>(e.InnerException);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MinValue)]
    public void Partition_OutsideTheParts_Fails(int part)
    {
        var batch = new Batch<int>(1);
        batch.Show([5], 0, 1);

        var e = Assert.Throws<StepFailedException>(() => new PartitionStep<int>("p", _ => part, Counters, [Next, Next], 4).Receive(batch));

        Assert.Contains($"from 0 to 1, but it is {part}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithTimestamps_EndOfTime_Fails()
    {
        var batch = new Batch<int>(1);
        batch.Show([5], 0, 1);

        var e = Assert.Throws<StepFailedException>(() => new WithTimestampsStep<int>("t", _ => EventTime.EndOfTime, Counters, Next, 4).Receive(batch));

        Assert.IsType<ArgumentOutOfRangeException>(e.InnerException);
    }

    [Fact]
    public void At_LongElement_IsCut() =>
        Assert.Equal(301, ((StepFailedException)Failure.At("s", new string('x', 10_000), new FormatException())).Element.Length);

    [Fact]
    public void At_ElementAsLongAsMayBe_IsWhole() =>
        Assert.Equal(new string('x', 300), ((StepFailedException)Failure.At("s", new string('x', 300), new FormatException())).Element);

    [Fact]
    public void At_NullElement_SaysNull() => Assert.Equal("null", ((StepFailedException)Failure.At<string?>("s", null, new FormatException())).Element);

    [Fact]
    public void At_ToStringThrows_KeepsTheCause()
    {
        var cause = new FormatException("first");

        var e = (StepFailedException)Failure.At("s", new Mute(), cause);

        Assert.Same(cause, e.InnerException);
        Assert.Contains("Mute, whose ToString failed: mute", e.Element, StringComparison.Ordinal);
    }

    [Fact]
    public void At_FailureOfAnotherStepOrCancellation_IsPassedOn()
    {
        var failure = new StepFailedException("other", "1", new FormatException());
        var cancellation = new RunStoppedException(CancellationToken.None);

        Assert.Same(failure, Failure.At("s", 1, failure));
        Assert.Same(cancellation, Failure.At("s", 1, cancellation));
    }

    private static int Throw(int value) => value == 7 ? throw new FormatException("seven") : value;

    private sealed class Mute
    {
        public override string ToString() => throw new InvalidOperationException("mute");
    }
}
