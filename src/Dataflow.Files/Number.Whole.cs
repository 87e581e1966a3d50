using System.Runtime.CompilerServices;

namespace Dataflow.Files;

/// <content>Short whole numbers.</content>
public readonly partial struct Number
{
    private const int MaxWholeLength = 8;

    /// <summary>
    /// Reads a whole number of up to eight bytes: what <see cref="TryParse"/> gives for the same text, or false, which says nothing. How long numbers are varies
    /// from record to record, and a loop over their digits would be guessed wrong; here all are read at once.
    /// </summary>
    /// <param name="bytes">The text, its first byte the lowest, and whatever is behind it.</param>
    /// <param name="length">How long the text is.</param>
    /// <param name="number">The number; 0 if the result is false.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryParseWhole(ulong bytes, int length, out Number number)
    {
        number = default;
        if ((uint)(length - 1) >= MaxWholeLength)
        {
            return false;
        }

        // Digits become 0 to 9, and so does a minus sign in front; zeros go before them, as far as there is room.
        var isNegative = (byte)bytes == '-';
        var sign = isNegative ? (ulong)('-' ^ '0') : 0;
        var digits = (bytes ^ 0x30_30_30_30_30_30_30_30 ^ sign) << (8 * (MaxWholeLength - length));
        var count = length - (isNegative ? 1 : 0);
        var first = (byte)(digits >> (8 * (MaxWholeLength - count)));
        if ((((digits + 0x76_76_76_76_76_76_76_76) | digits) & 0x80_80_80_80_80_80_80_80) != 0 || count == 0 || (first == 0 && count > 1))
        {
            return false;
        }

        // Pairs of digits, then pairs of those, then both halves.
        var pairs = (digits * 10 + (digits >> 8)) & 0x00FF00FF00FF00FF;
        var fours = (pairs * 100 + (pairs >> 16)) & 0x0000FFFF0000FFFF;
        var value = (long)((fours * 10_000 + (fours >> 32)) & 0xFFFFFFFF);
        number = new Number(isNegative ? -value : value);
        return true;
    }
}
