using Dataflow.Combining;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Pooling;

namespace Dataflow.Engine.Tests.Keyed;

public sealed class CellTableTests
{
    [Fact]
    public void FindOrAdd_Ints_IsADictionaryInOrder() => Check(random => random.Next(random.Next(2) == 0 ? 10 : int.MaxValue));

    [Fact]
    public void FindOrAdd_NegativeInts_IsADictionaryInOrder() => Check(random => random.Next(-500, 500));

    [Fact]
    public void FindOrAdd_Longs_IsADictionaryInOrder() => Check(random => random.NextInt64() & ~0xFFFFL);

    [Fact]
    public void FindOrAdd_Strings_IsADictionaryInOrder() => Check(random => random.Next(9) == 0 ? null : $"key {random.Next(300)}");

    [Fact]
    public void FindOrAdd_NullableInts_IsADictionaryInOrder() => Check(random => random.Next(9) == 0 ? null : (int?)random.Next(-100, 100));

    [Fact]
    public void FindOrAdd_AllHashesCollide_IsADictionaryInOrder() => Check(random => new Colliding(random.Next(150)));

    [Fact]
    public void FindOrAdd_AllHashesOfClassesCollide_IsADictionaryInOrder() => Check(random => new CollidingClass(random.Next(150)));

    [Fact]
    public void FindOrAdd_Pairs_IsADictionaryInOrder() => Check(random => (random.Next(9) == 0 ? null : $"{random.Next(9)}", random.Next(9)));

    [Fact]
    public void Fold_AnyKeys_IsADictionaryThatKnowsWhereEachBegan() => Seeds.Each(200, random =>
    {
        var table = new CellTable<string, long>();
        Dictionary<string, long> model = [];
        for (var i = 0; i < 4; i++)
        {
            var range = random.Next(2) == 0 ? 20 : 1000;
            var keys = Enumerable.Range(0, random.Next(300)).Select(_ => $"{random.Next(range)}").ToArray();
            var values = keys.Select(_ => random.NextInt64(1000)).ToArray();
            for (var row = 0; row < keys.Length; row++)
            {
                model.TryAdd(keys[row], 0);
                model[keys[row]] += values[row];
            }

            table.Fold<long, long, SumFn<long>>(keys, values, default, out var folded);
            Assert.Equal(keys.Length, folded);
        }

        table.CheckInvariants();
        Assert.Equal(model.Keys, table.Cells.ToArray().Select(cell => cell.Key));
        Assert.Equal(model.Values, table.Cells.ToArray().Select(cell => cell.Accumulator));
        Assert.All(model.Keys, (key, cell) => Assert.Equal(cell, table.Find(key)));
        Assert.True(table.Find("none") < 0);
    });

    [Fact]
    public void Fold_FailsAtAnyPlace_SaysWhere() => CheckFailingValue(key => key);

    [Fact]
    public void Fold_ObjectsFailAtAnyPlace_SaysWhere() => CheckFailingValue(key => $"{key}");

    /// <summary>Keys that are objects are hashed ahead: what comes before one that cannot be is folded all the same.</summary>
    [Fact]
    public void Fold_KeyCannotBeHashed_FoldsThoseBeforeIt()
    {
        for (var place = 0; place < 150; place++)
        {
            var table = new CellTable<Hashed, long>();
            var keys = Enumerable.Range(0, 150).Select(i => new Hashed(i % 40, CanBe: i != place)).ToArray();
            table.Fold<long, long, SumFn<long>>(Enumerable.Range(0, 40).Select(id => new Hashed(id, CanBe: true)).ToArray(), new long[40], default, out _);

            var row = 0;
            Assert.Throws<InvalidOperationException>(() => table.Fold<long, long, SumFn<long>>(keys, Enumerable.Repeat(1L, 150).ToArray(), default, out row));
            Assert.Equal(place, row);
            Assert.Equal(place, table.Cells.ToArray().Sum(cell => cell.Accumulator));
        }
    }

    [Fact]
    public void Fold_ValueFailsBeforeAKeyThatCannotBeHashed_FailsByTheValue()
    {
        var table = new CellTable<Hashed, long>();
        table.Fold<long, long, SumFn<long>>([new(1, CanBe: true)], [0], default, out _);
        Hashed[] keys = [new(1, CanBe: true), new(1, CanBe: true), new(1, CanBe: true), new(2, CanBe: false)];

        var row = 0;
        Assert.Throws<OverflowException>(() => table.Fold<long, long, SumFn<long>>(keys, [1, 1, long.MaxValue, 1], default, out row));
        Assert.Equal(2, row);
    }

    [Fact]
    public void Fold_KeyCannotBeCompared_SaysWhere()
    {
        for (var place = 0; place < 150; place++)
        {
            var table = new CellTable<Compared, long>();
            table.Fold<long, long, SumFn<long>>(Enumerable.Range(0, 40).Select(id => new Compared(id, CanBe: true)).ToArray(), new long[40], default, out _);
            var keys = Enumerable.Range(0, 150).Select(i => new Compared(i % 40, CanBe: i != place)).ToArray();

            var row = 0;
            Assert.Throws<InvalidOperationException>(() => table.Fold<long, long, SumFn<long>>(keys, Enumerable.Repeat(1L, 150).ToArray(), default, out row));
            Assert.Equal(place, row);
            Assert.Equal(place, table.Cells.ToArray().Sum(cell => cell.Accumulator));
        }
    }

    /// <summary>Rows with new keys are put off behind others.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public void Fold_RowsOfNewAndOfKnownKeysFail_SaysTheFirst(int before)
    {
        CheckTwo(before, i => i);
        CheckTwo(before, i => $"{i}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(300)]
    public void Fold_AKnownKeyFailsBehindNewOnes_ThoseAreFolded(int before)
    {
        CheckFolded(before, i => i);
        CheckFolded(before, i => $"{i}");
    }

    [Fact]
    public void Begin_Retired_IsAsNew()
    {
        var table = new CellTable<string, long>();
        table.Fold<long, long, SumFn<long>>(Enumerable.Range(0, 3_000).Select(i => $"{i}").ToArray(), new long[3_000], default, out _);

        table.Retire();
        Assert.Equal(0, table.Count);
        table.Begin();

        table.CheckInvariants();
        Assert.True(table.Find("7") < 0);
        table.Fold<long, long, SumFn<long>>(["x", "7", "x"], [1, 2, 3], default, out _);
        Assert.Equal([("x", 4L), ("7", 2L)], table.Cells.ToArray().Select(cell => (cell.Key, cell.Accumulator)));
    }

    [Fact]
    public void LetGo_KeysAreObjects_LeavesNoneInThePool()
    {
        var table = new CellTable<object, long>();
        table.Fold<long, long, SumFn<long>>(Enumerable.Range(0, 3_000).Select(_ => new object()).ToArray(), new long[3_000], default, out _);

        table.LetGo();
        table.LetGo();

        var hashes = Enumerable.Range(0, 9).Select(_ => PooledArray<int>.Rent(4_096)).ToList();
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        for (var length = 256; length <= 4_096; length *= 2)
        {
            Assert.All(PooledArray<CellTable<object, long>.Cell>.Rent(length), cell => Assert.Null(cell.Key));
        }
    }

    private static void CheckTwo<TKey>(int before, Func<int, TKey> keyOf)
    {
        var table = new CellTable<TKey, long>();
        table.Fold<long, long, SumFn<long>>([keyOf(-1)], [long.MaxValue], default, out _);
        int[] keys = [.. Enumerable.Range(0, before), -2, -2, -1];
        long[] values = [.. new long[before], long.MaxValue, 1, 1];

        var row = 0;
        Assert.Throws<OverflowException>(() => table.Fold<long, long, SumFn<long>>(keys.Select(keyOf).ToArray(), values, default, out row));
        Assert.Equal(before + 1, row);
    }

    private static void CheckFolded<TKey>(int before, Func<int, TKey> keyOf)
    {
        var table = new CellTable<TKey, long>();
        table.Fold<long, long, SumFn<long>>([keyOf(-1)], [long.MaxValue], default, out _);

        var row = 0;
        Assert.Throws<OverflowException>(() =>
            table.Fold<long, long, SumFn<long>>(Enumerable.Range(0, before).Append(-1).Select(keyOf).ToArray(), Enumerable.Repeat(1L, before + 1).ToArray(), default, out row));
        Assert.Equal(before, row);
        Assert.Equal(before + 1, table.Count);
    }

    private static void CheckFailingValue<TKey>(Func<int, TKey> keyOf)
    {
        for (var place = 0; place < 150; place++)
        {
            var table = new CellTable<TKey, long>();
            var keys = Enumerable.Range(0, 150).Select(i => i == place ? -1 : i % 40).ToArray();
            var values = keys.Select(key => key == -1 ? 1L : 0).ToArray();
            table.Fold<long, long, SumFn<long>>([keyOf(-1)], [long.MaxValue], default, out _);

            var row = 0;
            Assert.Throws<OverflowException>(() => table.Fold<long, long, SumFn<long>>(keys.Select(keyOf).ToArray(), values, default, out row));
            Assert.Equal(place, row);
        }
    }

    private static void Check<TKey>(Func<Random, TKey> nextKey)
    {
        // One table for all seeds: it is used again after Clear.
        var table = new CellTable<TKey, long>();
        Seeds.Each(60, random =>
        {
            table.Clear();
            Assert.Equal(0, table.Count);
            var model = new Dictionary<(bool, TKey?), long>();
            List<TKey> order = [];
            for (var i = random.Next(2) == 0 ? random.Next(20) : random.Next(1500); i > 0; i--)
            {
                var key = nextKey(random);
                var cell = table.FindOrAdd(key);
                Assert.Equal(!model.ContainsKey((key is null, key)), cell < 0);
                if (cell < 0)
                {
                    cell = ~cell;
                    Assert.Equal(order.Count, cell);
                    table.Accumulator(cell) = 0;
                    order.Add(key);
                    model.Add((key is null, key), 0);
                }

                Assert.Equal(key, order[cell]);
                table.Accumulator(cell) += i;
                model[(key is null, key)] += i;
            }

            table.CheckInvariants();
            Assert.Equal(order.Count, table.Count);
            Assert.Equal(order, table.Cells.ToArray().Select(cell => cell.Key));
            Assert.Equal(order.Select(key => model[(key is null, key)]), table.Cells.ToArray().Select(cell => cell.Accumulator));
        });
    }

    private readonly record struct Colliding(int Id)
    {
        public override int GetHashCode() => 42;
    }

    private sealed record Hashed(int Id, bool CanBe)
    {
        public override int GetHashCode() => CanBe ? Id : throw new InvalidOperationException("No hash.");
    }

    private sealed record Compared(int Id, bool CanBe)
    {
        public bool Equals(Compared? other) => CanBe && other!.CanBe ? Id == other.Id : throw new InvalidOperationException("Not to be compared.");

        public override int GetHashCode() => Id;
    }

    private sealed record CollidingClass(int Id)
    {
        public override int GetHashCode() => -1;
    }
}
