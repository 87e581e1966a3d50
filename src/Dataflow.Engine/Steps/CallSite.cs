using System.Runtime.CompilerServices;

namespace Dataflow.Engine.Steps;

/// <summary>
/// A place in a pipeline at which a function of the user is called in a loop. Each place has machine code of its own, so that the
/// runtime sees a loop that always calls the same function, and puts that function's body into it.
/// </summary>
/// <remarks>
/// The runtime makes code for each combination of value types that a generic type is used with; the places are such types. After
/// <see cref="Count"/> of them the first is used again, which costs speed only.
/// </remarks>
internal abstract class CallSite
{
    /// <summary>How many places there are.</summary>
    public const int Count = 64;

    private readonly Lazy<CallSite> next;

    private CallSite(int number, Func<int, CallSite> after) => next = new(() => number == Count ? First : after(number + 1));

    public static CallSite First { get; } = new At<Start>(1);

    public CallSite Next => next.Value;

    /// <summary>Maps each value.</summary>
    /// <param name="map">The function of the user.</param>
    /// <param name="values">The values.</param>
    /// <param name="mapped">Room for what they are mapped to.</param>
    /// <param name="row">Says after a failure at which value it was.</param>
    public abstract void Map<TIn, TOut>(Func<TIn, TOut> map, ReadOnlySpan<TIn> values, Span<TOut> mapped, ref int row);

    /// <summary>Says how many values satisfy a predicate, and writes their rows, in order, unless it is all of them.</summary>
    /// <param name="keep">The predicate of the user.</param>
    /// <param name="values">The values.</param>
    /// <param name="rows">Room for as many rows as there are values.</param>
    /// <param name="row">Says after a failure at which value it was.</param>
    public abstract int Keep<T>(Func<T, bool> keep, ReadOnlySpan<T> values, Span<int> rows, ref int row);

    private readonly struct Start;

    private readonly struct After<TPlace>
        where TPlace : struct;

    // The loops are methods without a handler around them: a local that a handler reads is not kept in a register.
    private sealed class At<TPlace>(int number) : CallSite(number, static next => new At<After<TPlace>>(next))
        where TPlace : struct
    {
        // Eight at a time: a result that is a struct comes back in memory, in parts, and copying it on at once would wait for these to get there.
        [MethodImpl(MethodImplOptions.NoInlining)]
        public override void Map<TIn, TOut>(Func<TIn, TOut> map, ReadOnlySpan<TIn> values, Span<TOut> mapped, ref int row)
        {
            mapped = mapped[..values.Length];
            var i = 0;
            for (; i + 8 <= values.Length; i += 8)
            {
                var from = values.Slice(i, 8);
                row = i;
                var first = map(from[0]);
                row = i + 1;
                var second = map(from[1]);
                row = i + 2;
                var third = map(from[2]);
                row = i + 3;
                var fourth = map(from[3]);
                row = i + 4;
                var fifth = map(from[4]);
                row = i + 5;
                var sixth = map(from[5]);
                row = i + 6;
                var seventh = map(from[6]);
                row = i + 7;
                var eighth = map(from[7]);
                var to = mapped.Slice(i, 8);
                to[0] = first;
                to[1] = second;
                to[2] = third;
                to[3] = fourth;
                to[4] = fifth;
                to[5] = sixth;
                to[6] = seventh;
                to[7] = eighth;
            }

            for (; i < values.Length; i++)
            {
                row = i;
                mapped[i] = map(values[i]);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public override int Keep<T>(Func<T, bool> keep, ReadOnlySpan<T> values, Span<int> rows, ref int row)
        {
            // Many a filter keeps nearly all: as long as it does, there is nothing to write.
            var kept = 0;
            for (; kept < values.Length; kept++)
            {
                row = kept;
                if (!keep(values[kept]))
                {
                    break;
                }
            }

            if (kept == values.Length)
            {
                return kept;
            }

            for (var i = 0; i < kept; i++)
            {
                rows[i] = i;
            }

            for (var i = kept + 1; i < values.Length; i++)
            {
                row = i;
                rows[kept] = i;
                kept += keep(values[i]) ? 1 : 0;
            }

            return kept;
        }
    }
}
