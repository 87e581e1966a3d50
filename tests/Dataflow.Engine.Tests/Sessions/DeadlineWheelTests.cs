using Dataflow.Engine.Sessions;
using Dataflow.Time;

namespace Dataflow.Engine.Tests.Sessions;

public sealed class DeadlineWheelTests
{
    /// <summary>Deadlines within one slot, over several levels, and over all of time; watermarks that creep and that jump.</summary>
    [Theory]
    [InlineData(3, 2)]
    [InlineData(300, 100)]
    [InlineData(100_000, 3_000)]
    [InlineData(10_000_000, 20_000)]
    [InlineData(1_000_000_000_000_000, 1_000_000)]
    [InlineData(1_000_000_000_000_000, 100_000_000_000_000)]
    public void TakeReached_ItemsThatComeAndGo_AreThoseThatTheWatermarkHasReached(long horizon, long step) => Seeds.Each(30, random =>
    {
        var (wheel, model, free, due) = (new DeadlineWheel(), new Dictionary<int, long>(), new Stack<int>(Enumerable.Range(1, 3000).Reverse()), new List<int>());
        var watermark = random.Next(3) switch { 0 => EventTime.StartTicks, 1 => -horizon, _ => random.NextInt64(EventTime.EndTicks / 2) };
        wheel.TakeReached(watermark, due);
        for (var i = 0; i < 2000; i++)
        {
            switch (random.Next(8))
            {
                case 0 when model.Count > 0:
                    var gone = model.Keys.ElementAt(random.Next(model.Count));
                    wheel.Remove(gone);
                    model.Remove(gone);
                    free.Push(gone);
                    break;
                case <= 2:
                    watermark += random.NextInt64(step);
                    TakeDue(wheel, model, watermark, due);
                    Assert.Equal(model.Where(item => item.Value <= watermark).Select(item => item.Key).Order(), due.Order());
                    due.ForEach(item => Assert.True(model.Remove(item)));
                    due.ForEach(free.Push);
                    break;
                default:
                    var added = free.Pop();
                    model.Add(added, watermark + 1 + random.NextInt64(horizon));
                    wheel.Put(added, model[added]);
                    break;
            }

            Assert.Equal(model.Count, wheel.Count);
            if (i % 50 == 0)
            {
                wheel.CheckInvariants();
            }
        }

        TakeDue(wheel, model, EventTime.EndTicks, due);
        Assert.Equal(model.Keys.Order(), due.Order());
        Assert.Equal(0, wheel.Count);
        wheel.CheckInvariants();
    });

    [Fact]
    public void TakeReached_DeadlineAtEitherEndOfTime_ComesWhenItIsReached()
    {
        var (wheel, due) = (new DeadlineWheel(), new List<int>());
        var model = new Dictionary<int, long> { [1] = EventTime.StartTicks + 1, [2] = EventTime.EndTicks, [40] = EventTime.EndTicks - 1 };
        foreach (var (item, deadline) in model)
        {
            wheel.Put(item, deadline);
        }

        TakeDue(wheel, model, EventTime.StartTicks, due);
        Assert.Empty(due);
        TakeDue(wheel, model, EventTime.StartTicks + 1, due);
        Assert.Equal([1], due);
        TakeDue(wheel, model, EventTime.EndTicks - 1, due);
        Assert.Equal([40], due);
        TakeDue(wheel, model, EventTime.EndTicks, due);
        Assert.Equal([2], due);
    }

    // What is only near is put in again.
    private static void TakeDue(DeadlineWheel wheel, Dictionary<int, long> deadlines, long watermark, List<int> due)
    {
        due.Clear();
        wheel.TakeReached(watermark, due);
        due.FindAll(item => deadlines[item] > watermark).ForEach(item => wheel.Put(item, deadlines[item]));
        due.RemoveAll(item => deadlines[item] > watermark);
    }
}
