using Dataflow.Panes;
using Dataflow.Testing;
using Dataflow.Testing.Generation;
using Dataflow.Triggers;
using Dataflow.Windowing;
using FsCheck;
using NodaTime;

namespace Dataflow.Examples.Tests.Snippets;

public sealed class TestingSnippets : SnippetTests
{
    // snippet: guide-test
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);

    private static Instant At(int seconds) => Noon + Duration.FromSeconds(seconds);

    [Fact]
    public async Task Totals_EarlyOnTimeAndLate()
    {
        var stream = TestStream.Of<int>(Noon)
            .Add(5, At(10))
            .AdvanceProcessingTime(Duration.FromMinutes(2)) // the early firing is due
            .Add(7, At(20))
            .AdvanceWatermarkTo(At(60))                     // the on-time firing
            .Add(1, At(30))                                 // late, but in time
            .AdvanceWatermarkTo(At(600))
            .Add(9, At(40))                                 // too late
            .AdvanceWatermarkToInfinity();
        var window = new Window(At(0), At(60));

        await Pipeline.Build(p =>
        {
            var totals = p.Read(stream).Apply(TotalsPerMinute);
            PAssert.That(totals)
                .InEarlyPanes(window).ContainsInOrder(KV.Of("all", 5))
                .InOnTimePane(window).ContainsInOrder(KV.Of("all", 12))
                .InLatePanes(window).ContainsInOrder(KV.Of("all", 13));
            PAssert.That(totals.Late).Satisfies(late => Assert.Equal(9, Assert.Single(late).Value.Value));
        }).RunAsync();
    }
    // end

    [Fact]
    [Shows("guide-test-fails")]
    public async Task Totals_ThatAreNotThose()
    {
        try
        {
            // snippet: guide-test-fails
            await Pipeline.Build(p => PAssert.That(p.Read(TestStream.Of<int>(Noon).AddElements((5, At(10)), (7, At(20)))).Apply(TotalsPerMinute))
                .InOnTimePane(new Window(At(0), At(60))).ContainsInAnyOrder(KV.Of("all", 13))).RunAsync();
            // end
        }
        catch (PAssertException e)
        {
            Console.WriteLine(e.Message);
        }

        ShowsConsole("guide-test-fails");
    }

    // snippet: guide-property
    private static readonly Arbitrary<EventStream<int>> Points = Generate.Streams(
        Generate.From(random => random.Next(1, 10), points => points > 1 ? [1] : []),
        new StreamOptions { Unit = Duration.FromSeconds(20) });

    [Fact]
    public void Totals_OfAnyStream_DoNotDependOnHowTheyAreRun() => Properties.Check(
        Points, stream => PipelineLaws.SchedulesChangeNothing(stream, TotalsPerMinute), new PropertyOptions { Cases = 50 });
    // end

    [Fact]
    [Shows("guide-property-fails")]
    public void Totals_ThatNobodyCorrects()
    {
        try
        {
            var options = new PropertyOptions { Seed = "16942099560181288810,4897582605596316887,12" };
            // snippet: guide-property-fails
            Properties.Check(
                Points,
                stream =>
                {
                    var totals = new List<WindowedValue<KV<string, int>>>();
                    Pipeline.Build(p => TotalsPerMinute(p.Read(stream)).ToList(totals)).RunAsync().GetAwaiter().GetResult();
                    Assert.DoesNotContain(totals, total => total.Pane.Timing == PaneTiming.Late);
                },
                options);
            // end
        }
        catch (PropertyFailedException e)
        {
            Console.WriteLine(e.Message);
        }

        ShowsConsole("guide-property-fails");
    }

    // snippet: guide-tested
    private static GroupedPCollection<int, KV<string, int>> TotalsPerMinute(PCollection<int> points) => points
        .WindowInto(FixedWindows.Of(Duration.FromMinutes(1))
            .Triggering(Trigger.AfterWatermark(early: Trigger.AfterProcessingTime(delay: Duration.FromMinutes(1)), late: Trigger.AfterCount(1)))
            .WithAllowedLateness(Duration.FromMinutes(5))
            .AccumulatingFiredPanes())
        .SumPerKey(_ => "all", value => value, "Totals");
    // end
}
