using System.Buffers;
using System.Text;
using Dataflow.Files.Output;
using Dataflow.Panes;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Files.Tests.Output;

public sealed class PaneJsonFormatTests
{
    [Fact]
    public void Write_PanesOneAfterAnother_EachAsByItself()
    {
        var random = new Random(11);
        var format = new PaneJsonFormat<string, int>(Serialized.Write, Serialized.Write);
        var lines = new HashSet<string>();
        for (var i = 0; i < 5_000; i++)
        {
            // Few values of each, so that any part may stay as it was while another changes.
            var pane = new PaneInfo(random.Next(2) == 0 ? PaneTiming.OnTime : PaneTiming.Late, random.Next(2), random.Next(2), random.Next(2) == 0, random.Next(2) == 0);
            var start = Instant.FromUnixTimeSeconds(random.Next(2));
            var element = new WindowedValue<KV<string, int>>(
                KV.Of($"k{random.Next(3)}", random.Next(3)),
                Instant.FromUnixTimeSeconds(random.Next(2)),
                new Window(start, start + Duration.FromSeconds(random.Next(1, 3))),
                pane,
                Instant.FromUnixTimeSeconds(random.Next(2)),
                random.Next(2) == 0 ? Instant.MaxValue : Instant.FromUnixTimeSeconds(9),
                random.Next(2) == 0);
            var line = TextOf(format, element);
            Assert.Equal(TextOf(new PaneJsonFormat<string, int>(Serialized.Write, Serialized.Write), element), line);
            lines.Add(line);
        }

        Assert.InRange(lines.Count, 3_000, 5_000);
    }

    [Fact]
    public void Write_APane_IsThisObject()
    {
        var window = new Window(Instant.FromUnixTimeSeconds(0), Instant.FromUnixTimeSeconds(10));
        var pane = new PaneInfo(PaneTiming.Late, 3, 2, IsFirst: false, IsLast: true);
        var element = new WindowedValue<KV<string?, int[]>>(
            KV.Of((string?)null, new[] { 1, 2 }), Instant.FromUnixTimeSeconds(9), window, pane, Instant.FromUnixTimeSeconds(20), Instant.MaxValue, IsRetraction: true);
        Assert.Equal(
            """{"key":null,"window":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T00:00:10Z"},"value":[1,2],"timestamp":"1970-01-01T00:00:09Z","pane":{"timing":"LATE","index":3,"nonSpeculativeIndex":2,"isFirst":false,"isLast":true},"retraction":true,"processingTime":"1970-01-01T00:00:20Z","watermark":"infinity"}""" + "\n",
            TextOf(new PaneJsonFormat<string?, int[]>(Serialized.Write, Serialized.Write), element));
    }

    private static string TextOf<TKey, TValue>(PaneJsonFormat<TKey, TValue> format, WindowedValue<KV<TKey, TValue>> element)
    {
        var output = new ArrayBufferWriter<byte>();
        format.Write(element, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
