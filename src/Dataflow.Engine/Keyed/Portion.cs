using System.Runtime.ExceptionServices;
using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// Rows of a batch for one worker to fold: a copy of the values unless their array lasts, and the runs of rows that go into the same window, or into the windows of their times.
/// Used again when it has been folded.
/// </summary>
internal sealed class Portion<TIn, TKey, TValue, TAccumulator>(WindowedCombineSettings<TIn, TKey, TValue> settings)
{
    private readonly KeyedColumns<TIn, TKey, TValue> taken = new(settings.Name, settings.Key, settings.Value, settings.BatchSize);
    private ExceptionDispatchInfo? failure;
    private bool isTaken;
    private TIn[] own = [];
    private TIn[]? lasting;
    private int offset;
    private int count;

    /// <summary>The number of the first row in the order of the step.</summary>
    public long First { get; private set; }

    public List<PortionRun<TKey, TAccumulator>> Runs { get; } = [];

    /// <summary>The times of the rows in runs of several windows.</summary>
    public long[] Times { get; private set; } = [];

    /// <summary>How many windows were open when rows of several were added.</summary>
    public int WindowCount { get; private set; }

    public ReadOnlySpan<TIn> Values => (lasting ?? own).AsSpan(offset, count);

    /// <summary>Adds a run of rows of one window.</summary>
    public void Add(WindowTable<TKey, TAccumulator> table, int from, int to) => Runs.Add(new(table, from, to));

    /// <summary>Adds rows of several windows, with their times.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="times">The times of the rows.</param>
    /// <param name="windows">How many windows are open.</param>
    public void AddAlternating(int from, ReadOnlySpan<long> times, int windows)
    {
        WindowCount = windows;
        var to = from + times.Length;
        if (Times.Length < to)
        {
            var longer = new long[Math.Max(to, settings.BatchSize)];
            Times.CopyTo(longer, 0);
            Times = longer;
        }

        times.CopyTo(Times.AsSpan(from));
        if (Runs is [.., { Table: null } last] && last.To == from)
        {
            Runs[^1] = last with { To = to };
        }
        else
        {
            Runs.Add(new(null, from, to));
        }
    }

    /// <summary>Takes the rows of a batch from <paramref name="from"/> to <paramref name="to"/>; runs count from there.</summary>
    public void Take(Batch<TIn> batch, int from, int to, long first)
    {
        (count, First) = (to - from, first);
        if (batch.ValuesLast)
        {
            (lasting, offset) = (batch.Values, batch.Offset + from);
            return;
        }

        if (own.Length < count)
        {
            own = new TIn[Math.Max(count, settings.BatchSize)];
        }

        batch.Span[from..to].CopyTo(own);
    }

    /// <summary>Takes the keys and values of the rows. A failure is kept until they are asked for, as what fails in an earlier portion comes first.</summary>
    public void TakeKeys()
    {
        isTaken = true;
        try
        {
            taken.Take(Values);
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }
    }

    /// <summary>The keys and values of the rows: those that were taken, or else they are taken now, into columns that are the worker's own and near to it.</summary>
    public KeyedColumns<TIn, TKey, TValue> KeysAndValues(KeyedColumns<TIn, TKey, TValue> own)
    {
        failure?.Throw();
        if (isTaken)
        {
            return taken;
        }

        own.Take(Values);
        return own;
    }

    /// <summary>Gives up what it holds.</summary>
    public void Clear()
    {
        Runs.Clear();
        (lasting, offset, count) = (null, 0, 0);
        (isTaken, failure) = (false, null);
    }
}
