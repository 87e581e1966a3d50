using Dataflow.Combining;
using Dataflow.Testing.Generation;
using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Testing.Tests.Generation;

public sealed class PropertiesTests
{
    [Fact]
    public void Check_PropertyThatHolds_GivesHowManyCasesItWasTriedOn()
    {
        var tried = 0;
        Assert.Equal(30, Properties.Check(Generate.Streams(), _ => tried++, new PropertyOptions { Cases = 30 }));
        Assert.Equal(30, tried);
    }

    [Fact]
    public void Check_PropertyThatDoesNotHold_ShowsASmallStreamThatTheSeedTriesAgain()
    {
        static void NoTwoOfAKey(EventStream<KV<string, int>> stream) => Assert.Equal(stream.Elements.Count(), stream.Elements.Select(element => element.Value.Key).Distinct().Count());

        var failure = Assert.Throws<PropertyFailedException>(() => Properties.Check(Generate.Streams(), NoTwoOfAKey));
        Assert.Equal(2, failure.Message.Split("\"value\"").Length - 1);
        Assert.DoesNotContain("$", failure.Message.Split("\n\n")[0].ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"DATAFLOW_SEED={failure.Seed}", failure.Message, StringComparison.Ordinal);
        Assert.IsType<Xunit.Sdk.EqualException>(failure.InnerException, exactMatch: false);

        var again = Assert.Throws<PropertyFailedException>(() => Properties.Check(Generate.Streams(), NoTwoOfAKey, new PropertyOptions { Seed = failure.Seed }));
        Assert.Contains("for case 1,", again.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message.Split(Environment.NewLine)[1..], again.Message.Split(Environment.NewLine)[1..]);
    }

    [Fact]
    public void Check_WithoutShrinking_ShowsTheCaseAsItCame()
    {
        static void Never(int number) => throw new InvalidOperationException($"not {number}");

        var numbers = Generate.From(random => random.Next(1000, 2000), number => [number / 2]);
        var failure = Assert.Throws<PropertyFailedException>(() => Properties.Check(numbers, Never, new PropertyOptions { Shrinks = false }));
        Assert.Contains("in 0 steps", failure.Message, StringComparison.Ordinal);
        Assert.InRange(int.Parse(failure.Message.Split(Environment.NewLine)[1]), 1000, 1999);
    }

    [Fact]
    public void Check_SeedThatIsNone_IsRefused()
    {
        var refused = Assert.Throws<ArgumentException>(() => Properties.Check(Generate.Streams(), _ => { }, new PropertyOptions { Seed = "12" }));
        Assert.Contains("'12'", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PropertyOptions { Cases = 0 });
    }

    [Fact]
    public void EventStream_OfAllSteps_PrintsAsARecording()
    {
        var at = Instant.FromUtc(2026, 3, 1, 12, 0);
        var stream = new EventStream<KV<string, int>>([
            StreamStep<KV<string, int>>.Clock(at), StreamStep<KV<string, int>>.Element(KV.Of("red", 5), at), StreamStep<KV<string, int>>.Watermark(Instant.MaxValue)]);

        Assert.Equal(
            """
            {"$processingTime":"2026-03-01T12:00:00Z"}
            {"key":"red","value":5,"time":"2026-03-01T12:00:00Z"}
            {"$watermark":"infinity"}
            """.ReplaceLineEndings("\n"),
            stream.ToString());
        Assert.Equal("{\"value\":\"red\",\"time\":\"2026-03-01T12:00:00Z\"}", $"{new EventStream<string>([StreamStep<string>.Element("red", at)])}");
    }

    [Fact]
    public void PipelineLaws_PipelineOfPureFunctions_Holds() => Properties.Check(
        Generate.Streams(new StreamOptions { Watermarks = WatermarkSchedule.Sane }),
        stream =>
        {
            PipelineLaws.SchedulesChangeNothing(stream, Totals);
            PipelineLaws.StreamEndsAsTheBatch(stream, Totals);
        },
        new PropertyOptions { Cases = 40 });

    [Fact]
    public void SchedulesChangeNothing_FunctionThatCounts_IsFound()
    {
        var failure = Assert.Throws<PropertyFailedException>(() => Properties.Check(Generate.Streams(), stream =>
        {
            var calls = 0;
            PipelineLaws.SchedulesChangeNothing(stream, input => input.Select(pair => KV.Of(pair.Key, ++calls)));
        }));
        Assert.Contains("Output 0, counted from 0, is ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StreamEndsAsTheBatch_PanesThatAreNotTakenBack_AreFound()
    {
        var failure = Assert.Throws<PropertyFailedException>(() => Properties.Check(Generate.Streams(), stream => PipelineLaws.StreamEndsAsTheBatch(
            stream, input => input.WindowInto(FixedWindows.Of(Duration.FromSeconds(5)).Triggering(Trigger.Repeatedly(Trigger.AfterCount(1))).AccumulatingFiredPanes()).CountPerKey(pair => pair.Key))));
        Assert.Contains("does not stand what the batch gives", failure.Message, StringComparison.Ordinal);
    }

    private static PCollection<KV<string, long>> Totals(PCollection<KV<string, int>> input) => input
        .WindowInto(SessionWindows.WithGap(Duration.FromSeconds(3))
            .Triggering(Trigger.AfterWatermark(early: Trigger.Repeatedly(Trigger.AfterCount(2)), late: Trigger.AfterCount(1)))
            .WithAllowedLateness(Duration.FromDays(1)).AccumulatingAndRetractingFiredPanes())
        .CombinePerKey(pair => pair.Key, pair => (long)pair.Value, Combine.Sum<long>());
}
