using Dataflow.Engine.Triggered;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Triggered;

public sealed class MergingWindowIndexTests
{
    /// <summary>Windows of a few keys, null among them, that come and go, are found again and stand by their starts and then by their ends.</summary>
    [Fact]
    public void AddAndRemove_AnyWindows_IsADictionaryInOrder() => Seeds.Each(60, random =>
    {
        var index = new MergingWindowIndex<string?, int, int>();
        var model = new Dictionary<(string Key, Window Window), Cell<string?, int, int>>();
        for (var step = 0; step < 300; step++)
        {
            var (key, start) = (random.Next(4) == 0 ? null : $"{random.Next(3)}", random.Next(6));
            var window = new Window(start, start + 1 + random.Next(3));
            if (model.Remove((key ?? "none", window), out var gone))
            {
                Assert.Same(gone, index.Find(key, window));
                index.Remove(key, window, gone);
            }
            else
            {
                Assert.Null(index.Find(key, window));
                var cell = new Cell<string?, int, int>([]);
                cell.Open(key, window, isPast: false, step, 0);
                index.Add(key, window, cell);
                model.Add((key ?? "none", window), cell);
            }

            Assert.Equal((model.Count, model.Count), (index.CellCount, index.WindowCount));
            Assert.Equal(model.Values.ToHashSet(), index.Cells.ToHashSet());
            var ofKey = model.Where(pair => pair.Key.Key == (key ?? "none")).OrderBy(pair => (pair.Key.Window.StartTicks, pair.Key.Window.EndTicks)).Select(pair => pair.Value).ToList();
            Assert.Equal(ofKey, index.CellsOf(key));
            for (var at = 0; at < 10; at++)
            {
                var probe = new Window(at, at + 2);
                Assert.Equal(ofKey.Count(cell => (cell.Window.StartTicks, cell.Window.EndTicks).CompareTo((probe.StartTicks, probe.EndTicks)) < 0), MergingWindowIndex<string?, int, int>.PlaceOf(ofKey, probe));
            }
        }
    });
}
