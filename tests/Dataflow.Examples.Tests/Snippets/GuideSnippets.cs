using Dataflow.Combining;
using Dataflow.Sources;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Examples.Tests.Snippets;

public sealed partial class GuideSnippets : SnippetTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);

    // snippet: guide-score
    public sealed record Score(string Team, int Points, Instant At);
    // end

    // snippet: guide-scores
    private static readonly Score[] Scores =
    [
        new("red", 5, Noon + Duration.FromSeconds(10)),
        new("blue", 3, Noon + Duration.FromSeconds(40)),
        new("red", 4, Noon + Duration.FromSeconds(130)),
        new("blue", 8, Noon + Duration.FromSeconds(80)),
    ];
    // end

    [Fact]
    [Shows("guide-first")]
    public async Task First()
    {
        // snippet: guide-first
        var pipeline = Pipeline.Build(p => p
            .Create(Scores, score => score.At)
            .WindowInto(FixedWindows.Of(Duration.FromMinutes(2)))
            .SumPerKey(score => score.Team, score => score.Points)
            .ForEachPane(total => Console.WriteLine($"{total.Window.Start:HH:mm} {total.Value}")));

        await pipeline.RunAsync();
        // end
        ShowsConsole("guide-first");
    }

    [Fact]
    public async Task Sources()
    {
        var sums = new List<KV<string, int>>();
        var pipeline = Pipeline.Build(p =>
        {
            // snippet: guide-sources
            // Values without a time: all at the start of time, in the global window.
            var words = p.Create(["fog", "wind", "fog"]);

            // An array or list, with a perfect watermark unless another is given.
            var known = p.Create(Scores, score => score.At);
            var inTicks = p.Create([17L, 4L], Timestamps.FromUnixMilliseconds<long>(n => n));

            // A sequence that is enumerated once a run. Its watermark must be said.
            var lines = p.FromEnumerable(File.ReadLines("examples/WordCount/watch.txt"), _ => Noon, WatermarkPolicy.Monotonic);

            // A live feed. It need not end, so a grouping behind it needs windows.
            var live = p.FromAsyncEnumerable(Feed(), score => score.At, WatermarkPolicy.Bounded(Duration.FromSeconds(30)));
            // end
            words.ForEach(_ => { });
            inTicks.ForEach(_ => { });
            lines.ForEach(_ => { });
            known.ForEach(_ => { });
            live.WindowInto(FixedWindows.Of(Duration.FromHours(1))).SumPerKey(score => score.Team, score => score.Points).ToList(sums);
        });
        await pipeline.RunAsync();
        Assert.Equal([KV.Of("red", 9), KV.Of("blue", 11)], sums);
    }

    [Fact]
    public void Windows()
    {
        // snippet: guide-windows
        WindowingStrategy[] strategies =
        [
            GlobalWindows.Instance,
            FixedWindows.Of(Duration.FromHours(1)),
            FixedWindows.Of(Duration.FromHours(24), offset: Duration.FromHours(6)),
            SlidingWindows.Of(Duration.FromMinutes(10), period: Duration.FromMinutes(1)),
            SessionWindows.WithGap(Duration.FromMinutes(30)),
            CalendarWindows.Months().InZone(DateTimeZoneProviders.Tzdb["Europe/Brussels"]),
            FixedWindows.Of(Duration.FromMinutes(2)).WithTimestampCombiner(TimestampCombiner.Earliest),
            WindowFn.Parse("fixed 2m offset 30s"),
        ];
        // end
        Assert.Equal("fixed 1d offset 6h", $"{strategies[2].WindowFn}");
    }

    [Fact]
    public void Watermarks()
    {
        // snippet: guide-watermarks
        WatermarkPolicy[] policies =
        [
            WatermarkPolicy.Bounded(Duration.FromMinutes(5)), // five minutes behind the greatest event time so far
            WatermarkPolicy.Monotonic,                        // the greatest event time so far
            WatermarkPolicy.Perfect,                          // the least event time still to come
            WatermarkPolicy.Recorded,                         // what the recording or the source says
            WatermarkPolicy.Parse("bounded 5m"),
        ];
        // end
        Assert.Equal(policies[0], policies[4]);
    }

    [Fact]
    [Shows("guide-late")]
    public async Task Late()
    {
        // snippet: guide-late
        var pipeline = Pipeline.Build(p =>
        {
            var totals = p.Create(Scores, score => score.At, WatermarkPolicy.Monotonic)
                .WindowInto(FixedWindows.Of(Duration.FromMinutes(1)).WithAllowedLateness(Duration.FromSeconds(5)).DiscardingFiredPanes())
                .SumPerKey(score => score.Team, score => score.Points, "Totals");

            totals.ForEachPane(total => Console.WriteLine($"{total.Value} {total.Pane}"));
            totals.Late.ForEach(late => Console.WriteLine($"dropped: {late.Value.Points} points of {late.Value.Team}, {late.LateBy} late"));
        });

        var result = await pipeline.RunAsync();
        Console.WriteLine($"in {result["Totals"].In} = in panes {result["Totals"].InPanes} + late {result["Totals"].Late}");
        // end
        ShowsConsole("guide-late");
    }

    [Fact]
    [Shows("guide-aggregates")]
    public async Task Aggregates()
    {
        var pipeline = Pipeline.Build(p =>
        {
            var scores = p.Create(Scores, score => score.At);

            // snippet: guide-aggregates
            var counts = scores.CountPerKey(score => score.Team);
            var sums = scores.SumPerKey(score => score.Team, score => score.Points);
            var least = scores.MinPerKey(score => score.Team, score => score.Points);
            var greatest = scores.MaxPerKey(score => score.Team, score => score.Points);
            var means = scores.MeanPerKey(score => score.Team, score => score.Points);
            var top = scores.TopPerKey(2, score => score.Team, score => score.Points);

            // Any combine function, by key or over all keys.
            var medians = scores.CombinePerKey(score => score.Team, score => score.Points, Combine.Quantile<int>(0.5));
            var teams = scores.Select(score => score.Team).CombineGlobally(Combine.Distinct<string>());

            // All values, in the order of arrival.
            var lists = scores.WithKeys(score => score.Team).GroupByKey();
            // end
            counts.ForEach(pair => Console.WriteLine($"count {pair}"));
            sums.ForEach(pair => Console.WriteLine($"sum {pair}"));
            least.ForEach(pair => Console.WriteLine($"min {pair}"));
            greatest.ForEach(pair => Console.WriteLine($"max {pair}"));
            means.ForEach(pair => Console.WriteLine($"mean {pair}"));
            top.ForEach(pair => Console.WriteLine($"top 2 {pair.Key}: {string.Join(", ", pair.Value)}"));
            medians.ForEach(pair => Console.WriteLine($"median {pair}"));
            teams.ForEach(distinct => Console.WriteLine($"teams {string.Join(", ", distinct)}"));
            lists.ForEach(pair => Console.WriteLine($"list {pair.Key}: {string.Join(", ", pair.Value.Select(score => score.Points))}"));
        });
        await pipeline.RunAsync();
        ShowsConsole("guide-aggregates");
    }

    [Fact]
    [Shows("guide-query")]
    public async Task Query()
    {
        var pipeline = Pipeline.Build(p =>
        {
            var scores = p.Create(Scores, score => score.At).WindowInto(FixedWindows.Of(Duration.FromMinutes(2)));

            // snippet: guide-query
            var totals =
                from score in scores
                where score.Points > 3
                group score.Points by score.Team into team
                select $"{team.Key}: {string.Join(" + ", team)} = {team.Sum()}";
            // end
            totals.ForEach(total => Console.WriteLine(total));
        });
        await pipeline.RunAsync();
        ShowsConsole("guide-query");
    }

    [Fact]
    public async Task OwnCombineFunction()
    {
        var ranges = new List<KV<string, int>>();
        var shares = new List<KV<string, double>>();
        var pipeline = Pipeline.Build(p =>
        {
            var scores = p.Create(Scores, score => score.At);

            // snippet: guide-combine-from
            var range = Combine.From<int, (int Min, int Max), int>(
                "range",
                create: () => (int.MaxValue, int.MinValue),
                add: (sofar, points) => (Math.Min(sofar.Min, points), Math.Max(sofar.Max, points)),
                merge: (a, b) => (Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max)),
                extract: both => both.Max - both.Min);

            scores.CombinePerKey(score => score.Team, score => score.Points, range).ToList(ranges);
            // end

            // snippet: guide-combine-use
            scores.CombinePerKey(score => score.Team, score => score.Points, Combine.Of<ShareFn, int, (int High, int All), double>(new(Least: 5))).ToList(shares);
            // end
        });
        await pipeline.RunAsync();
        Assert.Equal([KV.Of("red", 1), KV.Of("blue", 5)], ranges);
        Assert.Equal([KV.Of("red", 0.5), KV.Of("blue", 0.5)], shares);
    }

    // snippet: guide-combine-struct
    /// <summary>The share of values that reach a bound.</summary>
    private readonly record struct ShareFn(int Least) : ICombineFn<int, (int High, int All), double>
    {
        public bool IsInvertible => true;

        public bool HasEmptyOutput => false;

        public (int High, int All) CreateAccumulator() => default;

        public void AddInput(ref (int High, int All) accumulator, int input)
        {
            accumulator.High += input >= Least ? 1 : 0;
            accumulator.All++;
        }

        public void RemoveInput(ref (int High, int All) accumulator, int input)
        {
            accumulator.High -= input >= Least ? 1 : 0;
            accumulator.All--;
        }

        public void MergeAccumulator(ref (int High, int All) accumulator, (int High, int All) other)
        {
            accumulator.High += other.High;
            accumulator.All += other.All;
        }

        public double ExtractOutput((int High, int All) accumulator) => (double)accumulator.High / accumulator.All;

        public override string ToString() => $"share of {Least} and more";
    }
    // end

    [Fact]
    [Shows("guide-branches")]
    public async Task Branches()
    {
        // snippet: guide-branches
        var pipeline = Pipeline.Build(p =>
        {
            var scores = p.Create(Scores, score => score.At);

            // Branches: take from a collection as often as you like.
            var high = scores.Where(score => score.Points >= 5, "High");
            var low = scores.Where(score => score.Points < 5, "Low").Select(score => score with { Points = 0 });

            // Merge collections of one windowing.
            high.Flatten(low).ForEach(score => Console.WriteLine($"merged {score.Points}"));

            // Split by an index.
            var parts = scores.Partition(2, score => score.Team == "red" ? 0 : 1);
            parts[0].ForEach(score => Console.WriteLine($"red {score.Points}"));
        });

        await pipeline.RunAsync();
        // end
        ShowsConsole("guide-branches");
    }

    [Fact]
    public async Task Composite()
    {
        var totals = new List<KV<string, int>>();

        // snippet: guide-composite
        static PCollection<KV<string, int>> HighTotals(PCollection<Score> scores) => scores
            .Where(score => score.Points > 3, "High")
            .SumPerKey(score => score.Team, score => score.Points, "Totals");

        var pipeline = Pipeline.Build(p => p.Create(Scores, score => score.At).Apply(HighTotals).ToList(totals));
        // end
        await pipeline.RunAsync();
        Assert.Equal([KV.Of("red", 9), KV.Of("blue", 8)], totals);
    }

    [Fact]
    public async Task Panes()
    {
        var hours = new List<(Instant, string, int)>();
        var elements = new List<WindowedValue<KV<string, int>>>();
        var pipeline = Pipeline.Build(p =>
        {
            var totals = p.Create(Scores, score => score.At)
                .WindowInto(FixedWindows.Of(Duration.FromHours(1)))
                .SumPerKey(score => score.Team, score => score.Points);

            // snippet: guide-panes
            // A step that sees the window, the pane and the event time of each element.
            totals.ParDo<KV<string, int>, (Instant Hour, string Team, int Points)>(
                    (total, emit) => emit((total.Window.Start, total.Value.Key, total.Value.Value)), "With hour")
                .ToList(hours);

            // A list of values, or of values with all that is known of them: the type of the list decides.
            totals.ToList(elements);
            // end
        });
        await pipeline.RunAsync();
        Assert.Equal([(Noon, "red", 9), (Noon, "blue", 11)], hours);
        Assert.Equal(2, elements.Count);
    }
}
