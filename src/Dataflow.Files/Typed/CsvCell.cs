using System.Buffers.Text;
using System.Globalization;
using System.Reflection;
using System.Text;
using Dataflow.Files.Records;
using NodaTime;

namespace Dataflow.Files.Typed;

/// <summary>Reads a cell as a type, or says that it is not one.</summary>
internal static class CsvCell
{
    public static readonly MethodInfo IsNullMethod = Method(nameof(IsNull));
    public static readonly MethodInfo IsMissingMethod = Method(nameof(IsMissing));

    private const string NotWhole = "is not a whole number in the range of";

    private static readonly Dictionary<Type, MethodInfo> Readers = new()
    {
        [typeof(string)] = Method(nameof(ReadString)),
        [typeof(bool)] = Method(nameof(ReadBoolean)),
        [typeof(char)] = Method(nameof(ReadChar)),
        [typeof(Number)] = Method(nameof(ReadNumber)),
        [typeof(Instant)] = Method(nameof(ReadInstant)),
        [typeof(DateTime)] = Method(nameof(ReadDateTime)),
        [typeof(DateTimeOffset)] = Method(nameof(ReadDateTimeOffset)),
        [typeof(TimeSpan)] = Method(nameof(ReadTimeSpan)),
        [typeof(Guid)] = Method(nameof(ReadGuid)),
    };

    private static readonly Type[] Numeric =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(Int128), typeof(UInt128), typeof(Half), typeof(float), typeof(double), typeof(decimal),
    ];

    /// <summary>The method that reads a cell as a type; null if there is none.</summary>
    public static MethodInfo? ReaderOf(Type type) =>
        Readers.TryGetValue(type, out var reader) ? reader
        : type.IsEnum ? Method(nameof(ReadEnum)).MakeGenericMethod(type)
        : Numeric.Contains(type) ? Method(IsFloating(type) ? nameof(ReadFraction) : nameof(ReadWhole)).MakeGenericMethod(type)
        : null;

    public static bool IsNull(RecordCursor row, int slot) => row[slot].Kind == SlotKind.Null;

    public static bool IsMissing(RecordCursor row, int slot) => row[slot].Kind == SlotKind.Missing;

    public static string ReadString(RecordCursor row, int slot) => Encoding.UTF8.GetString(row.TextOf(slot));

    public static bool ReadBoolean(RecordCursor row, int slot)
    {
        var text = row.TextOf(slot);
        return Ascii.EqualsIgnoreCase(text, "true"u8) || (Ascii.EqualsIgnoreCase(text, "false"u8) ? false : throw row.Error(slot, "is neither true nor false"));
    }

    public static char ReadChar(RecordCursor row, int slot) =>
        ReadString(row, slot) is [var only] ? only : throw row.Error(slot, "is not a single character");

    public static Number ReadNumber(RecordCursor row, int slot) =>
        row.TryGetNumber(slot, out var number) ? number : throw row.Error(slot, "is not a number");

    public static Instant ReadInstant(RecordCursor row, int slot) => Instant.FromUnixTimeTicks(row.RequireTicks(slot));

    public static DateTime ReadDateTime(RecordCursor row, int slot) => ReadDateTimeOffset(row, slot).UtcDateTime;

    public static DateTimeOffset ReadDateTimeOffset(RecordCursor row, int slot)
    {
        var instant = ReadInstant(row, slot);
        return instant >= NodaConstants.BclEpoch ? instant.ToDateTimeOffset() : throw row.Error(slot, "is before the year 1");
    }

    public static TimeSpan ReadTimeSpan(RecordCursor row, int slot)
    {
        var text = row.TextOf(slot);
        return Utf8Parser.TryParse(text, out TimeSpan span, out var consumed) && consumed == text.Length
            ? span
            : throw row.Error(slot, "is not a time span like 01:30:00");
    }

    public static Guid ReadGuid(RecordCursor row, int slot) =>
        Guid.TryParse(row.TextOf(slot), out var guid) ? guid : throw row.Error(slot, "is not a GUID");

    public static TEnum ReadEnum<TEnum>(RecordCursor row, int slot)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(ReadString(row, slot), ignoreCase: true, out var value)
            ? value
            : throw row.Error(slot, $"is no {typeof(TEnum).Name}");

    public static TNumber ReadWhole<TNumber>(RecordCursor row, int slot)
        where TNumber : struct, IUtf8SpanParsable<TNumber>, System.Numerics.INumberBase<TNumber> =>
        TNumber.TryParse(row.TextOf(slot), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw row.Error(slot, $"{NotWhole} {typeof(TNumber).Name}");

    public static TNumber ReadFraction<TNumber>(RecordCursor row, int slot)
        where TNumber : struct, System.Numerics.INumberBase<TNumber> =>
        TNumber.TryParse(row.TextOf(slot), NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out var value)
            && TNumber.IsFinite(value)
            ? value
            : throw row.Error(slot, $"is not a number in the range of {typeof(TNumber).Name}");

    private static bool IsFloating(Type type) =>
        type == typeof(Half) || type == typeof(float) || type == typeof(double) || type == typeof(decimal);

    private static MethodInfo Method(string name) => typeof(CsvCell).GetMethod(name)!;
}
