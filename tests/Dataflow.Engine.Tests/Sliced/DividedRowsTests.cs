using Dataflow.Engine.Sliced;

namespace Dataflow.Engine.Tests.Sliced;

public sealed class DividedRowsTests
{
    [Theory]
    [InlineData(1, 10, 1)]
    [InlineData(2, 10, 100)]
    [InlineData(9, 7, 500)]
    [InlineData(1000, 100_000_000, 4096)]
    [InlineData(40_000, 3, 4096)]
    [InlineData(3, long.MaxValue / 4, 300)]
    public void Divide_AnyRows_StandByOwnerInTheirOrder(int owners, long length, int count)
    {
        var random = new Random(owners);
        var all = Enumerable.Range(0, owners).Select(_ => new Owner()).ToArray();
        var divided = new DividedRows<int, long, Owner>();
        var reach = owners * length;
        for (var batch = 0; batch < 3; batch++)
        {
            var times = Enumerable.Range(0, count).Select(_ => random.NextInt64(reach) - (reach / 2)).ToArray();
            var found = Divide(divided, times, time => (int)((time + (reach / 2)) / length), all, length, -(reach / 2));

            Assert.Equal(count, found.Sum(part => part.Rows.Length));
            foreach (var (owner, rows, keys, values) in found)
            {
                Assert.Equal(Enumerable.Range(0, count).Where(row => all[(times[row] + (reach / 2)) / length] == owner), rows);
                Assert.Equal(rows.Select(row => row * 2), keys);
                Assert.Equal(rows.Select(row => row * 3L), values);
            }
        }
    }

    /// <summary>Two parts side by side are divided at one go, if it is known what takes their rows; and as otherwise.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(1000)]
    public void TryDivideInTwo_RowsOfTwoParts_StandByOwnerInTheirOrder(int count)
    {
        var random = new Random(count);
        var all = Enumerable.Range(0, 3).Select(_ => new Owner()).ToArray();
        var divided = new DividedRows<int, long, Owner>();
        Divide(divided, [-25, -15, -5], time => (int)((time + 30) / 10), all, 10, -30);
        for (var batch = 0; batch < 50; batch++)
        {
            var (low, high) = (random.Next(-30, 0), random.Next(-30, 0));
            var from = random.Next(count);
            var times = Enumerable.Range(0, count).Select(row => row < from ? random.NextInt64(-100, 100) : random.NextInt64(Math.Min(low, high), Math.Max(low, high) + 1)).ToArray();
            var owners = times[from..].Select(time => (int)((time + 30) / 10)).Distinct().Order().ToArray();

            divided.Clear(count, 3);
            var isDone = divided.TryDivideInTwo(times, from, [.. Enumerable.Range(0, count).Select(row => row * 2)], [.. Enumerable.Range(0, count).Select(row => row * 3L)]);
            Assert.Equal(owners.Length == 2 && owners[1] == owners[0] + 1, isDone);
            var found = Parts(divided);
            Assert.Equal(isDone ? owners.Select(owner => all[owner]) : [], found.Select(part => part.Owner));
            foreach (var (owner, rows, keys, values) in found)
            {
                Assert.Equal(Enumerable.Range(from, count - from).Where(row => all[(times[row] + 30) / 10] == owner), rows);
                Assert.Equal(rows.Select(row => row * 2), keys);
                Assert.Equal(rows.Select(row => row * 3L), values);
            }
        }
    }

    [Fact]
    public void TryDivideInTwo_AnOwnerNotKnown_DoesNothing()
    {
        var divided = new DividedRows<int, long, Owner>();
        divided.Clear(4, 1);
        Assert.False(divided.TryDivideInTwo([5, 15], 0, [0, 0], [0, 0]));

        var owner = new Owner();
        divided.Add(0, 5, owner, 0, 10);
        divided.Clear(4, 1);
        Assert.False(divided.TryDivideInTwo([5, 15], 0, [0, 0], [0, 0]));
        Assert.False(divided.TryDivideInTwo([15, 5, -5], 0, [0, 0, 0], [0, 0, 0]));
        Assert.Equal(0, divided.PartCount);
    }

    [Fact]
    public void AddKnown_OwnerThatRefusesByNow_IsNotGivenRows()
    {
        var divided = new DividedRows<int, long, Owner>();
        var owner = new Owner();
        divided.Clear(16, 1);
        divided.Add(0, 5, owner, 0, 10);
        Assert.Equal(3, divided.AddKnown([5, 6, 7], 1));

        owner.RefuseRows();
        divided.Clear(16, 1);
        Assert.Equal(0, divided.AddKnown([5, 6, 7], 0));
    }

    [Fact]
    public void AddKnown_OwnerThatHasMoved_TakesTheRowsOfItsNewPlace()
    {
        var divided = new DividedRows<int, long, Owner>();
        var owner = new Owner();
        divided.Clear(16, 1);
        divided.Add(0, 5, owner, 0, 10);
        divided.Clear(16, 1);
        divided.Add(0, 25, owner, 20, 30);

        Assert.Equal(2, divided.AddKnown([25, 29, 5], 1));
    }

    [Fact]
    public void Fail_SomeRow_LeavesTheRowsBeforeIt()
    {
        var divided = new DividedRows<int, long, Owner>();
        var (even, odd) = (new Owner(), new Owner());
        divided.Clear(16, 2);
        for (var row = 0; row < 9; row++)
        {
            divided.Add(row, (row % 2 * 10) + 1, row % 2 == 0 ? even : odd, row % 2 * 10, (row % 2 * 10) + 10);
        }

        divided.Divide(new int[9], new long[9]);
        divided.Fail(6, new InvalidOperationException("six"));
        Assert.Equal([[0, 2, 4], [1, 3, 5]], Parts(divided).Select(part => part.Rows));

        divided.Fail(3, new InvalidOperationException("three"));
        divided.Fail(5, new InvalidOperationException("five"));
        Assert.Equal([[0, 2], [1]], Parts(divided).Select(part => part.Rows));
        Assert.Equal((3, "three"), (divided.FailedRow, divided.Failure!.Message));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(36_000_000_000, 36_000_000_000)]
    [InlineData(864_000_000_000, 828_000_000_000)]
    public void AddKnown_TimesAtTheVeryEndsOfParts_AreKnownOnce(long length, long later)
    {
        // Parts one behind the other; from the 100th on they may be of another length, and a batch measures by its first.
        var divided = new DividedRows<int, long, Owner>();
        var start = -50 * length;
        for (var number = 0; number < 200; number++)
        {
            var size = number < 100 ? length : later;
            var (one, other) = (new Owner(), new Owner());
            long[] times = [start, start + size, start + size - 1, start + (2 * size) - 1, start, start + size];
            divided.Clear(times.Length, 2);
            Assert.Equal(0, divided.AddKnown(times, 0));
            divided.Add(0, times[0], one, start, start + size);
            Assert.Equal(1, divided.AddKnown(times, 1));
            divided.Add(1, times[1], other, start + size, start + (2 * size));
            Assert.Equal(times.Length, divided.AddKnown(times, 2));
            one.RefuseRows();
            other.RefuseRows();
            start += size;
        }
    }

    [Fact]
    public void RefuseRows_OwnerThatIsInTheDirectory_IsNotKeptAlive()
    {
        var divided = new DividedRows<int, long, Owner>();
        var owner = AddOne(divided);
        GC.Collect();
        Assert.False(owner.IsAlive);
        Assert.Equal(0, divided.AddKnown([5], 0));
    }

    private static WeakReference AddOne(DividedRows<int, long, Owner> divided)
    {
        var owner = new Owner();
        divided.Clear(1, 1);
        divided.Add(0, 5, owner, 0, 10);
        owner.RefuseRows();
        return new WeakReference(owner);
    }

    private static List<(Owner Owner, int[] Rows, int[] Keys, long[] Values)> Divide(
        DividedRows<int, long, Owner> divided, long[] times, Func<long, int> ownerOf, Owner[] owners, long length, long start)
    {
        divided.Clear(times.Length, owners.Length);
        for (var row = divided.AddKnown(times, 0); row < times.Length; row = divided.AddKnown(times, row + 1))
        {
            var owner = ownerOf(times[row]);
            divided.Add(row, times[row], owners[owner], start + (owner * length), start + ((owner + 1) * length));
        }

        divided.Divide([.. Enumerable.Range(0, times.Length).Select(row => row * 2)], [.. Enumerable.Range(0, times.Length).Select(row => row * 3L)]);
        return Parts(divided);
    }

    private static List<(Owner Owner, int[] Rows, int[] Keys, long[] Values)> Parts(DividedRows<int, long, Owner> divided)
    {
        var parts = new List<(Owner, int[], int[], long[])>();
        for (var part = 0; part < divided.PartCount; part++)
        {
            var owner = divided.PartAt(part, out var rows, out var keys, out var values);
            parts.Add((owner, rows.ToArray(), keys.ToArray(), values.ToArray()));
        }

        return parts;
    }

    private sealed class Owner : RowTaker;
}
