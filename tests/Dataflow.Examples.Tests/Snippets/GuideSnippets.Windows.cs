using Dataflow.Combining;
using Dataflow.Time;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Examples.Tests.Snippets;

/// <content>Window functions, the library's and one's own.</content>
public sealed partial class GuideSnippets
{
    // snippet: guide-visit
    public sealed record Visit(string User, string Page, Instant At);
    // end

    // snippet: guide-visits
    private static readonly Visit[] Visits =
    [
        new("ann", "home", Noon),
        new("ann", "basket", Noon + Duration.FromMinutes(20)),
        new("ann", "home", Noon + Duration.FromMinutes(50)), // half an hour later, to the tick
        new("ann", "home", Noon + Duration.FromMinutes(95)),
    ];
    // end

    [Fact]
    [Shows("guide-sliding")]
    public async Task Sliding()
    {
        // snippet: guide-sliding
        var pipeline = Pipeline.Build(p => p
            .Create(Scores, score => score.At)
            .WindowInto(SlidingWindows.Of(Duration.FromMinutes(2), period: Duration.FromMinutes(1)))
            .SumPerKey(score => score.Team, score => score.Points)
            .ForEachPane(total => Console.WriteLine($"{total.Window.Start:HH:mm} to {total.Window.End:HH:mm} {total.Value}")));
        // end
        await pipeline.RunAsync();
        ShowsConsole("guide-sliding");
    }

    [Fact]
    [Shows("guide-sessions")]
    public async Task Sessions()
    {
        // snippet: guide-sessions
        var half = SessionWindows.WithGap(Duration.FromMinutes(30));
        WindowFn[] sessions =
        [
            half,
            half.Inclusive(),
            half.Inclusive().WithMaxLength(Duration.FromHours(1)),
            SessionWindows.WithGap<Visit>(visit => Duration.FromMinutes(visit.Page == "basket" ? 60 : 30)),
        ];
        foreach (var windows in sessions)
        {
            Console.WriteLine(windows);
            await Pipeline.Build(p => p
                .Create(Visits, visit => visit.At, WatermarkPolicy.Monotonic)
                .WindowInto(windows)
                .CountPerKey(visit => visit.User)
                .ForEachPane(visits => Console.WriteLine($"  {visits.Window.Start:HH:mm} to {visits.Window.End:HH:mm} {visits.Value}"))).RunAsync();
        }
        // end
        ShowsConsole("guide-sessions");
    }

    [Fact]
    [Shows("guide-calendar")]
    public void Calendar()
    {
        // snippet: guide-calendar
        var brussels = DateTimeZoneProviders.Tzdb["Europe/Brussels"];
        CalendarWindows[] calendars =
        [
            CalendarWindows.Days().InZone(brussels),
            CalendarWindows.Weeks(2),
            CalendarWindows.Quarters().InZone(brussels),
        ];
        foreach (var windows in calendars)
        {
            var window = windows.AssignWindow(Instant.FromUtc(2026, 3, 29, 12, 0));
            Console.WriteLine($"{windows}: {window}, {(window.End - window.Start).TotalHours} hours");
        }
        // end
        ShowsConsole("guide-calendar");
    }

    [Fact]
    [Shows("guide-own-windows")]
    public async Task OwnWindows()
    {
        // snippet: guide-own-windows-use
        var pipeline = Pipeline.Build(p => p
            .Create(Scores, score => score.At)
            .WindowInto(new FixedWindowsBy<Score>(score => Duration.FromMinutes(score.Team == "red" ? 1 : 2)))
            .SumPerKey(score => score.Team, score => score.Points)
            .ForEachPane(total => Console.WriteLine($"{total.Window.Start:HH:mm} to {total.Window.End:HH:mm} {total.Value}")));
        // end
        await pipeline.RunAsync();
        ShowsConsole("guide-own-windows");
    }

    // snippet: guide-own-windows
    /// <summary>Fixed windows whose size follows from the element.</summary>
    public sealed record FixedWindowsBy<T>(Func<T, Duration> Size) : WindowFn<T>
    {
        protected override void AssignWindows(T element, Instant timestamp, ICollection<Window> windows) =>
            windows.Add(FixedWindows.Of(Size(element)).AssignWindow(timestamp));

        public override string ToString() => "fixed by element";
    }
    // end

    [Fact]
    [Shows("guide-validity")]
    public async Task Validity()
    {
        // snippet: guide-validity-use
        (string Currency, int Rate, Instant At)[] rates =
        [
            ("yen", 114, Noon),
            ("yen", 116, Noon + Duration.FromMinutes(30)),
            ("yen", 115, Noon + Duration.FromMinutes(10)),
        ];
        var pipeline = Pipeline.Build(p => p
            .Create(rates, rate => rate.At)
            .WindowInto(new ValidityWindows<(string Currency, int Rate, Instant At)>().AccumulatingAndRetractingFiredPanes())
            .CombinePerKey(rate => rate.Currency, rate => rate.Rate, Combine.Max<int>())
            .ForEachPane(rate => Console.WriteLine($"{rate.Value} in {rate.Window}")));
        // end
        await pipeline.RunAsync();
        ShowsConsole("guide-validity");
    }

    [Fact]
    [Shows("guide-bounded")]
    public async Task Bounded()
    {
        // snippet: guide-bounded-use
        var pipeline = Pipeline.Build(p => p
            .Create(Visits, visit => visit.At)
            .WindowInto(new BoundedSessions<Visit>(Gap: Duration.FromMinutes(31), MaxLength: Duration.FromMinutes(60)).AccumulatingAndRetractingFiredPanes())
            .CountPerKey(visit => visit.User)
            .ForEachPane(visits => Console.WriteLine($"{visits.Window.Start:HH:mm} to {visits.Window.End:HH:mm} {visits.Value}")));
        // end
        await pipeline.RunAsync();
        ShowsConsole("guide-bounded");
    }
}

// snippet: guide-validity
/// <summary>Each element is valid from its time until that of the next one of its key.</summary>
public sealed record ValidityWindows<T> : MergingWindowFn<T>
{
    protected override void AssignWindows(T element, Instant timestamp, ICollection<Window> windows) =>
        windows.Add(new Window(timestamp, EventTime.EndOfTime));

    protected override void MergeWindows(WindowMerger merger)
    {
        var starts = merger.Windows.GroupBy(window => window.Start).ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1].Key : EventTime.EndOfTime;
            merger.Merge([.. starts[i]], new Window(starts[i].Key, end));
        }
    }

    public override string ToString() => "until the next element";
}
// end

// snippet: guide-bounded
/// <summary>Sessions that take no more elements once they would grow longer than a bound.</summary>
public sealed record BoundedSessions<T>(Duration Gap, Duration MaxLength) : MergingWindowFn<T>
{
    protected override void AssignWindows(T element, Instant timestamp, ICollection<Window> windows) =>
        windows.Add(new Window(timestamp, timestamp + Gap));

    protected override void MergeWindows(WindowMerger merger)
    {
        var session = new List<Window>();
        foreach (var window in merger.Windows)
        {
            if (session.Count > 0 && (window.Start >= session.Max(other => other.End) || window.End - session[0].Start > MaxLength))
            {
                Merge(merger, session);
            }

            session.Add(window);
        }

        Merge(merger, session);
    }

    public override string ToString() => $"sessions of at most {MaxLength}";

    private static void Merge(WindowMerger merger, List<Window> session)
    {
        merger.Merge([.. session], new Window(session[0].Start, session.Max(window => window.End)));
        session.Clear();
    }
}
// end
