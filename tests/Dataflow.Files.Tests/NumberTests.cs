using System.Globalization;
using System.Text;
using System.Text.Json;
using Dataflow.Combining;

namespace Dataflow.Files.Tests;

public sealed class NumberTests
{
    [Fact]
    public void TryParseWhole_AnyText_IsTryParse()
    {
        var taken = 0;
        for (var seed = 0; seed < 100_000; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[8];
            var length = random.Next(10);
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = random.Next(6) == 0 ? (byte)"-.e+/:0 "[random.Next(8)] : random.Next(50) == 0 ? (byte)random.Next(256) : (byte)random.Next('0', '9' + 1);
            }

            if (Number.TryParseWhole(BitConverter.ToUInt64(bytes), length, out var whole))
            {
                taken++;
                Assert.True(Number.TryParse(bytes.AsSpan(0, length), out var number));
                Assert.Equal(number, whole);
                Assert.True(whole.IsInteger);
            }
            else
            {
                Assert.Equal(default, whole);
            }
        }

        Assert.InRange(taken, 10_000, 90_000);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("7", 7)]
    [InlineData("-17", -17)]
    [InlineData("12345678", 12_345_678)]
    [InlineData("-9999999", -9_999_999)]
    public void TryParseWhole_ShortWholeNumber_IsTaken(string text, long expected)
    {
        Assert.True(Number.TryParseWhole(BitConverter.ToUInt64(Encoding.UTF8.GetBytes(text + "9,x-\n1234")), text.Length, out var number));
        Assert.Equal(new Number(expected), number);
    }

    [Theory]
    [InlineData("0", "0", true)]
    [InlineData("-0", "0", true)]
    [InlineData("-0.0", "0", false)]
    [InlineData("14", "14", true)]
    [InlineData("14.0", "14", false)]
    [InlineData("-17", "-17", true)]
    [InlineData("0.1", "0.1", false)]
    [InlineData("-2.50", "-2.5", false)]
    [InlineData("1e2", "100", false)]
    [InlineData("1E-7", "1E-07", false)]
    [InlineData("9223372036854775807", "9223372036854775807", true)]
    [InlineData("-9223372036854775808", "-9223372036854775808", true)]
    [InlineData("9223372036854775808", "9.223372036854776E+18", false)]
    [InlineData("1.7976931348623157e308", "1.7976931348623157E+308", false)]
    public void TryParse_Number_PrintsShortest(string text, string expected, bool isInteger)
    {
        var number = Parse(text);
        Assert.Equal(expected, number.ToString());
        Assert.Equal(isInteger, number.IsInteger);
        Assert.Equal(number, Parse(number.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("-01")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1.e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("1-2")]
    [InlineData("0x1")]
    [InlineData("1 ")]
    [InlineData(" 1")]
    [InlineData("1,000")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    public void TryParse_NoNumber_IsRefused(string text) => Assert.False(Number.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TryParse_RandomText_AgreesWithJsonReaderAndDouble()
    {
        const string alphabet = "0123456789-.eE+";
        var random = new Random(14);
        var accepted = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 22)).Select(_ => alphabet[random.Next(random.Next(3) == 0 ? alphabet.Length : 10)])]);
            var isJson = IsJsonNumber(text);
            var value = isJson ? double.Parse(text, CultureInfo.InvariantCulture) : double.NaN;
            Assert.True(double.IsFinite(value) == Number.TryParse(Encoding.ASCII.GetBytes(text), out var number), text);
            if (double.IsFinite(value))
            {
                accepted++;
                Assert.Equal(value, number.ToDouble());
                Assert.True(!number.IsInteger || number.ToString() == (text == "-0" ? "0" : text), text);
            }
        }

        Assert.True(accepted > 10_000);
    }

    [Fact]
    public void CompareTo_IntegersAndDoublesAroundLimits_IsExact()
    {
        // Decimal numbers of 28 digits hold all of these exactly.
        long[] integers = [0, 1, -1, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, -(1L << 53) - 1, (1L << 62) + 1, long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1];
        double[] doubles = [0, -0.0, 0.5, -0.5, 1, 1.5, 9007199254740992, 9007199254740994, -9007199254740992, 4611686018427387904, 9223372036854774784, 9223372036854775808.0, -9223372036854775808.0, -9223372036854777856.0];
        var all = integers.Select(i => (Number: new Number(i), Exact: (decimal)i))
            .Concat(doubles.Select(d => (Number: new Number(d), Exact: Exact(d)))).ToArray();
        foreach (var left in all)
        {
            foreach (var right in all)
            {
                var expected = Math.Sign(left.Exact.CompareTo(right.Exact));
                Assert.Equal(expected, Math.Sign(left.Number.CompareTo(right.Number)));
                Assert.Equal(expected == 0, left.Number == right.Number);
                Assert.Equal(expected < 0, left.Number < right.Number);
                Assert.Equal(expected >= 0, left.Number >= right.Number);
                Assert.True(expected != 0 || left.Number.GetHashCode() == right.Number.GetHashCode());
            }
        }

        static decimal Exact(double value) => (decimal)(System.Numerics.BigInteger)value + (decimal)(value - Math.Truncate(value));
    }

    [Fact]
    public void Add_Integers_StaysExactAndChecksOverflow()
    {
        Number max = long.MaxValue;
        Assert.Equal("9223372036854775807", ((Number)(long.MaxValue - 1) + 1L).ToString());
        Assert.Throws<OverflowException>(() => checked(max + 1L));
        Assert.Equal(new Number(9223372036854775808.0), unchecked(max + 1L));
        Assert.Equal("3", (Parse("1.5") + Parse("1.5")).ToString());
        Assert.Throws<OverflowException>(() => Parse("1.7e308") + Parse("1.7e308"));
        Assert.Equal(default, Number.AdditiveIdentity);
    }

    [Fact]
    public void Sum_OfNumbers_WorksAsCombineFunction() => Assert.Equal("sum", Combine.Sum<Number>().ToString());

    [Fact]
    public void ToInt64_NotWhole_Throws()
    {
        Assert.Equal(100, Parse("1e2").ToInt64());
        Assert.Throws<OverflowException>(() => Parse("1.5").ToInt64());
        Assert.Throws<OverflowException>(() => Parse("1e19").ToInt64());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Number(double.NaN));
    }

    [Fact]
    public void Number_TakesSixteenBytes() => Assert.Equal(16, System.Runtime.CompilerServices.Unsafe.SizeOf<Number>());

    private static Number Parse(string text) =>
        Number.TryParse(Encoding.UTF8.GetBytes(text), out var number) ? number : throw new FormatException(text);

    private static bool IsJsonNumber(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
