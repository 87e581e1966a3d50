using System.Runtime.CompilerServices;
using System.Text;

namespace Dataflow.Files.Records;

/// <summary>
/// Finds the wanted field that a property name stands for. Lines mostly have their properties in the order of the line
/// before, so the names are remembered by their place: then finding one is comparing one.
/// </summary>
internal sealed class JsonFields
{
    /// <summary>The field of a property that nobody wants.</summary>
    public const int Unwanted = -1;

    private const int MaxRemembered = 64;

    private readonly byte[][] names;
    private readonly int[] slots;
    private readonly Remembered[] remembered = new Remembered[MaxRemembered];

    public JsonFields(Projection projection)
    {
        var wanted = projection.Fields
            .Select((field, slot) => (field, slot))
            .Where(f => !f.field.IsColumnOnly)
            .GroupBy(f => f.field.Name)
            .ToArray();
        names = [.. wanted.Select(g => Encoding.UTF8.GetBytes(g.Key))];
        slots = [.. wanted.Select(g => g.First().slot)];
        Copies = [.. wanted.SelectMany(g => g.Skip(1).Select(f => (g.First().slot, f.slot)))];
    }

    /// <summary>The fields that are wanted twice: where the value is captured, and where else it belongs.</summary>
    public (int From, int To)[] Copies { get; }

    /// <summary>The field for a name without escapes.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (name.SequenceEqual(names[i]))
            {
                return slots[i];
            }
        }

        return Unwanted;
    }

    /// <summary>Whether <paramref name="text"/>, from the first quote of a name on, has the name that stood last at this place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRecall(int place, ReadOnlySpan<byte> text, out int slot, out int length)
    {
        if (place < MaxRemembered && remembered[place] is { Name: { } name } known && text.StartsWith(name))
        {
            (slot, length) = (known.Slot, name.Length);
            return true;
        }

        (slot, length) = (Unwanted, 0);
        return false;
    }

    /// <summary>Remembers a name with its quotes. A place keeps its first few names only, so that lines of many shapes cost no memory.</summary>
    public void Remember(int place, ReadOnlySpan<byte> quotedName, int slot)
    {
        if (place < MaxRemembered && remembered[place].Changes < 8)
        {
            remembered[place] = new Remembered(quotedName.ToArray(), slot, remembered[place].Changes + 1);
        }
    }

    private readonly record struct Remembered(byte[]? Name, int Slot, int Changes);
}
