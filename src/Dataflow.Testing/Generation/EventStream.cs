using Dataflow.Sources;
using Dataflow.Watermarks;

namespace Dataflow.Testing.Generation;

/// <summary>
/// A stream that a property is tried on: elements, steps of the watermark and steps of the clock, in order. It is a source, so <c>Read</c> takes it.
/// Under the policy <see cref="WatermarkPolicy.Recorded"/> it prints as the recording that replays it.
/// </summary>
/// <remarks>
/// Unlike in a <see cref="TestStream{T}"/> steps may try to go back, as those of a faulty source do; they change nothing then. Steps of the watermark are heard under
/// the policies <see cref="WatermarkPolicy.Recorded"/> and <see cref="WatermarkPolicy.RecordedOrPerfect"/> only.
/// </remarks>
/// <param name="steps">The steps.</param>
/// <param name="watermark">The policy; recorded if it is null.</param>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class EventStream<T>(IReadOnlyList<StreamStep<T>> steps, WatermarkPolicy? watermark = null) : Source<T>
{
    /// <summary>The steps in the order in which they happen.</summary>
    public IReadOnlyList<StreamStep<T>> Steps => steps;

    /// <summary>The elements in the order of arrival.</summary>
    public IEnumerable<StreamStep<T>> Elements => steps.Where(step => step.IsElement);

    /// <inheritdoc/>
    public override WatermarkPolicy Watermark => watermark ?? WatermarkPolicy.Recorded;

    /// <summary>The same steps under another policy.</summary>
    public EventStream<T> WithWatermark(WatermarkPolicy policy) => new(steps, policy);

    /// <summary>Other steps under the same policy.</summary>
    public EventStream<T> WithSteps(IEnumerable<StreamStep<T>> others) => new([.. others], watermark);

    /// <summary>The same stream of other elements.</summary>
    public EventStream<TOut> Select<TOut>(Func<T, TOut> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return new([.. steps.Select(step => new StreamStep<TOut>(step.Kind, step.IsElement ? selector(step.Value) : default!, step.Time))], watermark);
    }

    /// <inheritdoc/>
    public override SourceReader<T> Open() => new Reader(steps);

    /// <summary>
    /// Prints a line of JSON for each step, as a recording has it, see <c>dataflow replay</c>. Under another policy than <see cref="WatermarkPolicy.Recorded"/> the policy
    /// stands in a line before the recording; it is to be given with what remains. Steps of the watermark that are not heard are left out.
    /// </summary>
    /// <remarks>
    /// Objects keep their properties, with names in camel case; other values, and objects without properties, stand in <c>value</c>. The event time stands in <c>time</c>, or in <c>$time</c> if an
    /// element of the stream has a property of that name in any case, with one more <c>$</c> as long as that name is taken too. NaN and infinities are the strings <c>"NaN"</c>, <c>"Infinity"</c> and
    /// <c>"-Infinity"</c>. A value that cannot be written as JSON is the text that it prints.
    /// </remarks>
    public override string ToString() => RecordingText.Of(this);

    private sealed class Reader(IReadOnlyList<StreamStep<T>> steps) : SourceReader<T>
    {
        private int next;

        public override ValueTask<bool> ReadAsync(SourceBatch<T> batch, CancellationToken cancellationToken)
        {
            for (; next < steps.Count && !batch.IsFull; next++)
            {
                var step = steps[next];
                switch (step.Kind)
                {
                    case StreamStepKind.Element:
                        batch.Add(step.Value, step.Time);
                        break;
                    case StreamStepKind.Watermark:
                        batch.AdvanceWatermark(step.Time);
                        break;
                    default:
                        batch.AdvanceProcessingTime(step.Time);
                        break;
                }
            }

            return new ValueTask<bool>(next < steps.Count);
        }
    }
}
