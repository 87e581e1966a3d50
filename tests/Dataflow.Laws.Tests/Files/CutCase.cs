using System.Text;
using Dataflow.Testing.Generation;
using FsCheck;

namespace Dataflow.Laws.Tests.Files;

/// <summary>A valid recording in a format, in as many gzip members as it says, or plain for none; and the seed of the places where it is cut.</summary>
internal sealed record CutCase(EventTable Table, bool IsCsv, int Members, int Seed)
{
    public WrittenTable Written { get; } = IsCsv ? WrittenTable.Csv(Table) : WrittenTable.Json(Table);

    public string Name => $"cut.{(IsCsv ? "csv" : "jsonl")}{(Members > 0 ? ".gz" : "")}";

    public static Arbitrary<CutCase> Arbitrary() => Generate.From(
        random => new CutCase(EventTable.Next(random), random.Next(2) == 0, Math.Max(0, random.Next(-2, 4)), random.Next()),
        input => EventTable.Shrink(input.Table).Select(table => new CutCase(table, input.IsCsv, input.Members, input.Seed))
            .Concat(Enumerable.Range(0, input.Members).Select(members => new CutCase(input.Table, input.IsCsv, members, input.Seed))));

    /// <summary>The file, and how much of the content each place in it completes: the end of a member and of what is in it.</summary>
    public (byte[] File, IReadOnlyList<(int Packed, int Content)> Ends) Pack()
    {
        if (Members == 0)
        {
            return (Written.Content, []);
        }

        var (file, ends, random, start) = (new List<byte>(), new List<(int, int)>(), new Random(Seed), 0);
        for (var member = 1; member <= Members; member++)
        {
            var end = member == Members ? Written.Content.Length : random.Next(start, Written.Content.Length + 1);
            file.AddRange(LawFiles.Gzip(Written.Content.AsSpan(start, end - start)));
            ends.Add((file.Count, start = end));
        }

        return ([.. file], ends);
    }

    /// <summary>Some places to cut a file of that length: everywhere in a short one, and the ends of rows more often.</summary>
    public IEnumerable<int> Cuts(int length)
    {
        var random = new Random(Seed);
        return length <= 12 ? Enumerable.Range(0, length + 1) : Enumerable.Range(0, 8).Select(_ => Members > 0 || Written.Rows.Count == 0 || random.Next(2) == 0
            ? random.Next(length + 1)
            : Math.Clamp(Written.Rows[random.Next(Written.Rows.Count)].End + random.Next(-3, 3), 0, length));
    }

    public override string ToString() => $"{Name}{(Members > 0 ? $" of {Members} members" : "")}:\n{Encoding.UTF8.GetString(Written.Content)}";
}
