using System.Diagnostics;

namespace Dataflow.Files.Bytes;

/// <summary>
/// The bytes of a file that are at hand: a window that moves along the file. Records are read in place; the bytes of one that
/// is not complete move to the front when more are needed, and the block doubles when a record is longer than it.
/// </summary>
internal sealed class ByteBlock(int size, int maxSize)
{
    /// <summary>Bytes after <see cref="End"/> that may be loaded, not used: vector loops need no special case for the last bytes.</summary>
    public const int Padding = 64;

    private int size = Math.Max(size, 1);

    public byte[] Bytes { get; private set; } = new byte[Math.Max(size, 1) + Padding];

    /// <summary>Where the next record starts.</summary>
    public int Position { get; set; }

    /// <summary>Where the bytes at hand end.</summary>
    public int End { get; private set; }

    /// <summary>Whether no more bytes follow in this file.</summary>
    public bool IsComplete { get; private set; }

    public ReadOnlySpan<byte> Rest => Bytes.AsSpan(Position, End - Position);

    public int FreeLength => size - End;

    public void Restart() => (Position, End, IsComplete) = (0, 0, false);

    /// <summary>Moves the unread bytes to the front, and grows if that leaves no room.</summary>
    /// <returns>False if the unread bytes are as many as a block may hold.</returns>
    public bool TryMakeRoom()
    {
        var unread = End - Position;
        if (Position > 0)
        {
            Rest.CopyTo(Bytes);
            (Position, End) = (0, unread);
        }

        if (unread < size)
        {
            return true;
        }

        if (size >= maxSize)
        {
            return false;
        }

        size = Math.Min(maxSize, size * 2);
        var larger = new byte[size + Padding];
        Bytes.AsSpan(0, unread).CopyTo(larger);
        Bytes = larger;
        return true;
    }

    /// <summary>Takes in what was read behind <see cref="End"/>; no bytes means that the file is complete.</summary>
    public void Accept(int count)
    {
        Debug.Assert(count >= 0 && count <= FreeLength, "What was read fits.");
        End += count;
        IsComplete = count == 0;
    }
}
