using System.Diagnostics;
using Dataflow.Panes;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>A key in a window: what it holds, what it has emitted, and when it is looked at next.</summary>
internal sealed class Cell<TKey, TAccumulator, TOut>
{
    /// <summary>The output time of a cell in which no element counts.</summary>
    public const long None = long.MaxValue;

    private List<EmittedPane<TOut>>? owed;
    private HeapNode<Cell<TKey, TAccumulator, TOut>>? eventTimer;
    private HeapNode<Cell<TKey, TAccumulator, TOut>>? clockTimer;
    private HeapNode<Cell<TKey, TAccumulator, TOut>>? hold;
    private SharedWindow<TKey, TAccumulator, TOut>? home;
    private int place;

    // Of its own, since it is large and most cells have none.
    private EmittedPane<TOut>[]? last;
    private bool hasLast;

    public Cell(long[] triggerState)
    {
        TriggerState = triggerState;
    }

    public TKey Key { get; private set; } = default!;

    public Window Window { get; set; }

    public TAccumulator Accumulator = default!;

    public long[] TriggerState { get; }

    /// <summary>The place of the first element among all, which orders the keys of a window.</summary>
    public long Sequence { get; set; }

    /// <summary>How many elements it holds that no pane has emitted.</summary>
    public long Pending { get; set; }

    /// <summary>How many elements its seat had room for when it was looked at last: by so many less as it has now, only the seat knows.</summary>
    public int QuietAtRest { get; set; }

    /// <summary>Its place in the table of its window, where windows do not merge.</summary>
    public ref Seat<TKey, TAccumulator, TOut> Seat => ref home!.Seats.Accumulator(place);

    /// <summary>How many elements came less how many were taken back, panes that were emitted and discarded included.</summary>
    public long Balance { get; set; }

    /// <summary>Whether an element came since the last firing (rule 33).</summary>
    public bool HasNew { get; set; }

    /// <summary>Whether it holds an element that no pane has held: where it comes apart its elements are such again.</summary>
    public bool HoldsNew { get; set; }

    /// <summary>Whether the root trigger has finished: elements are dropped (rule 52).</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether the window came into its present extent before the watermark passed its end (choice 14).</summary>
    public bool CameBeforeEnd { get; set; }

    /// <summary>How many panes the window in its present extent has emitted, and how many of them were not early (rule 12).</summary>
    public int Panes { get; set; }

    public int NonSpeculativePanes { get; set; }

    /// <summary>The earliest or latest output time of the pane's elements that count; <see cref="None"/> if none does (rules 16 to 18).</summary>
    public long OutputTime { get; set; }

    /// <summary>Where elements that wait for a pane hold the output watermark back to; <see cref="None"/> if they do not.</summary>
    public long PendingHold { get; set; }

    /// <summary>The least time of what may still be retracted; <see cref="None"/> if there is nothing.</summary>
    public long EarliestEmitted
    {
        get
        {
            var least = hasLast ? last![0].Time : None;
            for (var i = 0; i < (owed?.Count ?? 0); i++)
            {
                least = Math.Min(least, owed![i].Time);
            }

            return least;
        }
    }

    /// <summary>The least and greatest event time of what it holds, of elements that were in their own windows; kept where a user's function merges windows.</summary>
    public long MinTime { get; private set; }

    public long MaxTime { get; private set; }

    /// <summary>The last pane in the present extent, where panes are retracted.</summary>
    public EmittedPane<TOut>? Last
    {
        get => hasLast ? last![0] : null;
        set
        {
            hasLast = value.HasValue;
            if (value is { } pane)
            {
                last ??= new EmittedPane<TOut>[1];
                last[0] = pane;
            }
            else if (last is not null)
            {
                last[0] = default;
            }
        }
    }

    /// <summary>The last panes of windows that were merged into this one and are not retracted yet.</summary>
    public List<EmittedPane<TOut>> Owed => owed ??= [];

    public bool HasOwed => owed is { Count: > 0 };

    /// <summary>Its own timer for the watermark, where windows merge.</summary>
    public HeapNode<Cell<TKey, TAccumulator, TOut>> EventTimer => eventTimer ??= new(this);

    public HeapNode<Cell<TKey, TAccumulator, TOut>> ClockTimer => clockTimer ??= new(this);

    public HeapNode<Cell<TKey, TAccumulator, TOut>> Hold => hold ??= new(this);

    public bool HasClockTimer => clockTimer is { IsIn: true };

    public bool HasHold => hold is { IsIn: true };

    /// <summary>How the next pane stands to the window's end (choice 14).</summary>
    /// <param name="isPast">Whether the watermark has passed the window.</param>
    public PaneTiming TimingWhen(bool isPast) =>
        !isPast ? PaneTiming.Early
        : CameBeforeEnd && NonSpeculativePanes == 0 ? PaneTiming.OnTime
        : PaneTiming.Late;

    public void Open(TKey key, Window window, bool isPast, long sequence, TAccumulator accumulator)
    {
        (Key, Window, Sequence, Accumulator) = (key, window, sequence, accumulator);
        (Pending, Balance, HasNew, HoldsNew, IsClosed) = (0, 0, false, false, false);
        (OutputTime, PendingHold) = (None, None);
        ForgetTimes();
        BeginHistory(isPast);
        QuietAtRest = 0;
    }

    /// <summary>Takes a place in the table of its window.</summary>
    public void Sit(SharedWindow<TKey, TAccumulator, TOut> window, int seat) => (home, place) = (window, seat);

    /// <summary>How many elements have come that only its seat knows of.</summary>
    public int CameQuietly => home is null ? 0 : QuietAtRest - Seat.Quiet;

    public void KeepTimes(long least, long greatest) => (MinTime, MaxTime) = (Math.Min(MinTime, least), Math.Max(MaxTime, greatest));

    public void ForgetTimes() => (MinTime, MaxTime) = (long.MaxValue, long.MinValue);

    /// <summary>Starts the panes of the window in its present extent.</summary>
    public void BeginHistory(bool isPast)
    {
        CameBeforeEnd = !isPast;
        (Panes, NonSpeculativePanes, Last) = (0, 0, null);
    }

    /// <summary>Lets go of what a cell that is not in use would keep alive.</summary>
    public void Clear()
    {
        (Key, Accumulator, Last, home) = (default!, default!, null, null);
        owed?.Clear();
    }

    [Conditional("DEBUG")]
    public void CheckInvariants(AccumulationMode mode)
    {
        Debug.Assert(Pending >= 0 && (Pending == 0 || HasNew) && (!HoldsNew || HasNew), $"{Window} has {Pending} elements that no pane has emitted, and no news.");
        Debug.Assert(NonSpeculativePanes >= 0 && NonSpeculativePanes <= Panes, $"{Window} has {NonSpeculativePanes} of {Panes} panes that were not early.");
        Debug.Assert(mode == AccumulationMode.Retracting || (Last is null && !HasOwed), $"{Window} is to retract panes.");
        Debug.Assert(Last is null || (Panes > 0 && Last.Value.Window == Window), $"{Window} stands by a pane of {Last?.Window}.");
    }
}
