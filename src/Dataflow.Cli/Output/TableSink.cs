using System.Text;
using Dataflow.Files;
using Dataflow.Files.Output;
using Dataflow.Sinks;
using Dataflow.Time;

namespace Dataflow.Cli.Output;

/// <summary>
/// Writes panes as a table for people. Columns are as wide as the first panes need and widen when later ones need more; the
/// header comes with the first pane.
/// </summary>
internal sealed class TableSink<TOut>(OutputTarget target, IReadOnlyList<string> key, string value, JsonValueWriter<TOut> write) : Sink<KV<FieldKey?, TOut>>
{
    public override SinkWriter<KV<FieldKey?, TOut>> Open() => new Writer(target.Open(), key, value, write);

    public override string ToString() => $"a table to {target}";

    private sealed class Writer(Stream stream, IReadOnlyList<string> key, string value, JsonValueWriter<TOut> write) : SinkWriter<KV<FieldKey?, TOut>>
    {
        private const int MaxHeld = 4096;

        private readonly TableText table = new(
            [new("window start"), new("window end"), .. key.Select(field => new TableColumn(field)), new(value, IsNumeric: true), new("pane"), new("emitted at"), new("watermark")]);

        private readonly CellText cells = new(key);

        public override void Write(in WindowedValue<KV<FieldKey?, TOut>> element)
        {
            if (table.Count == MaxHeld)
            {
                stream.Write(Encoding.UTF8.GetBytes(table.Take()));
            }

            table.Add(
            [
                EventTime.ToText(element.Window.Start),
                EventTime.ToText(element.Window.End),
                .. cells.OfKey(element.Value.Key),
                cells.OfValue(element.Value.Value, write),
                $"{element.Pane.TimingText}{(element.Pane.Index > 0 ? $" #{element.Pane.Index}" : "")}{(element.IsRetraction ? " retracted" : "")}",
                EventTime.ToText(element.ProcessingTime),
                EventTime.ToText(element.Watermark),
            ]);
        }

        public override async ValueTask FlushAsync(CancellationToken cancellationToken)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(table.Take()), CancellationToken.None).ConfigureAwait(false);
            await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }

        public override ValueTask CompleteAsync(CancellationToken cancellationToken) => FlushAsync(cancellationToken);

        public override async ValueTask DisposeAsync()
        {
            if (table.Count > 0)
            {
                await FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }

            await stream.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }
}
