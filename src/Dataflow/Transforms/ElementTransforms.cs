using Dataflow.Graph;
using NodaTime;

namespace Dataflow;

/// <summary>The steps that take elements one at a time (the paper's ParDo, section 2.1), under the names of LINQ and of the field.</summary>
public static class ElementTransforms
{
    /// <summary>Maps each element to one value.</summary>
    public static PCollection<TOut> Select<TIn, TOut>(this PCollection<TIn> input, Func<TIn, TOut> selector, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(selector);
        return input.Pipeline.Add(name, "Select", unique => new SelectNode<TIn, TOut>(unique, input.Node, selector));
    }

    /// <summary>Keeps the elements that satisfy a predicate; the others are counted as filtered.</summary>
    public static PCollection<T> Where<T>(this PCollection<T> input, Func<T, bool> predicate, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(predicate);
        return input.Pipeline.Add(name, "Where", unique => new WhereNode<T>(unique, input.Node, predicate));
    }

    /// <summary>Maps each element to any number of values.</summary>
    public static PCollection<TOut> SelectMany<TIn, TOut>(this PCollection<TIn> input, Func<TIn, IEnumerable<TOut>> selector, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(selector);
        return input.Pipeline.Add(name, "SelectMany", unique => new SelectManyNode<TIn, TOut>(unique, input.Node, selector));
    }

    /// <summary>Maps each element to any number of values and each of them, with its element, to a result: <c>from … from …</c> in a query.</summary>
    public static PCollection<TOut> SelectMany<TIn, TMiddle, TOut>(
        this PCollection<TIn> input, Func<TIn, IEnumerable<TMiddle>> selector, Func<TIn, TMiddle, TOut> result, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentNullException.ThrowIfNull(result);
        return input.SelectMany(element => selector(element).Select(middle => result(element, middle)), name);
    }

    /// <summary>
    /// Calls a function with each element, its event time, window and pane, and an action that emits a value. The values get the
    /// element's event time, window and pane.
    /// </summary>
    public static PCollection<TOut> ParDo<TIn, TOut>(this PCollection<TIn> input, Action<WindowedValue<TIn>, Action<TOut>> function, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(function);
        return input.Pipeline.Add(name, "ParDo", unique => new ParDoNode<TIn, TOut>(unique, input.Node, function));
    }

    /// <summary>
    /// Maps each element, with its event time, window and pane, to any number of values, which get the element's event time, window
    /// and pane.
    /// </summary>
    public static PCollection<TOut> ParDo<TIn, TOut>(this PCollection<TIn> input, Func<WindowedValue<TIn>, IEnumerable<TOut>> function, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return input.ParDo<TIn, TOut>(
            (element, emit) =>
            {
                foreach (var value in function(element))
                {
                    emit(value);
                }
            },
            name);
    }

    /// <summary>
    /// Makes of each element a value of what is known of it: its event time, window, pane, clock and watermark. The field calls it
    /// Reify; it is the way to a window or pane in the steps that follow.
    /// </summary>
    /// <remarks>
    /// A retraction is not equal to what it takes back in all of this (clock, watermark, <see cref="WindowedValue{T}.IsRetraction"/>), so a grouping of reified
    /// elements cannot honour it: map to what matters before.
    /// </remarks>
    public static PCollection<WindowedValue<T>> Reify<T>(this PCollection<T> input, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Pipeline.Add(name, "Reify", unique =>
            new ParDoNode<T, WindowedValue<T>>(unique, input.Node, (element, emit) => emit(element)));
    }

    /// <summary>Gives each element another event time. Windows that were assigned before stay.</summary>
    public static PCollection<T> WithTimestamps<T>(this PCollection<T> input, Func<T, Instant> timestamp, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(timestamp);
        return input.Pipeline.Add(name, "WithTimestamps", unique => new WithTimestampsNode<T>(unique, input.Node, timestamp));
    }

    /// <summary>Pairs each element with its key.</summary>
    public static PCollection<KV<TKey, T>> WithKeys<TKey, T>(this PCollection<T> input, Func<T, TKey> key, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(key);
        return input.Pipeline.Add(name, "WithKeys", unique =>
            new SelectNode<T, KV<TKey, T>>(unique, input.Node, element => KV.Of(key(element), element)));
    }
}
