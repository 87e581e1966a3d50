using Dataflow.Combining;
using Dataflow.Model.Tests.Triggers;
using Dataflow.Model.Tests.Windowing;
using Dataflow.Text;
using Dataflow.Time;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;

namespace Dataflow.Model.Tests.Text;

/// <summary>No text makes a parser throw anything but a <see cref="SpecificationException"/> whose place lies in the text.</summary>
public sealed class NonsenseTests
{
    private static readonly string[] Pieces =
    [
        "fixed", "global", "offset", "bounded", "perfect", "Default", "AfterWatermark", "top", "quantile", "count", "sliding", "P", "PT", "T",
        "1", "2m", "30s", "1d", "0s", "99999999999999999999", "9223372036854775807", "d", "h", "ms", "us", "ns", "S", "M", "H", "D", "W", "Y",
        "-", "+", ".", "/", "_", ":", "(", ")", ",", " ", "\t", "\n", "\0", "é", "٣", "ⅷ", "\ud83d", "\u2028", "NaN", "1e5", "0.5", "∞",
        "every", "session", "inclusive", "max", "calendar", "day", "weeks", "in", "Europe/Brussels", "UTC", "UTC+01:30", "AfterCount", "AfterProcessingTime",
        "Repeatedly", "AfterFirst", "AfterAll", "AfterEach", "OrFinally", "Never", "early:", "late:", "delay:", "align:", "window", "trigger", "lateness", "accumulation",
    ];

    private static readonly Action<string>[] Parsers =
    [
        text => WindowFn.Parse(text),
        text => Trigger.Parse(text),
        text => WatermarkPolicy.Parse(text),
        text => Aggregation.Parse(text),
        text => DurationText.Parse(text),
        text => WindowingStrategy.Parse(text),
    ];

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" \t\r\n\u00a0")]
    [InlineData("garbage")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("PT99999999999999999999S")]
    [InlineData("99999999999999999999s")]
    [InlineData("9223372036854775807d")]
    [InlineData("fixed")]
    [InlineData("fixed 0s")]
    [InlineData("fixed 1ns")]
    [InlineData("fixed PT-1M")]
    [InlineData("fixed 150ns")]
    [InlineData("fixed PT0.00000015S")]
    [InlineData("fixed 1m offset 50ns")]
    [InlineData("fixed 1m offset PT-1S")]
    [InlineData("bounded PT-1S")]
    [InlineData("bounded P-1D")]
    [InlineData("fixed 1m offset")]
    [InlineData("fixed 1m offset 1m")]
    [InlineData("fixed 1m offset 2m")]
    [InlineData("fixed 1m offset 0s offset 0s")]
    [InlineData("bounded")]
    [InlineData("bounded -1s")]
    [InlineData("top")]
    [InlineData("top:")]
    [InlineData("top:0")]
    [InlineData("top:-1")]
    [InlineData("top:1.5")]
    [InlineData("top:2147483648")]
    [InlineData("top:٣")]
    [InlineData("quantile")]
    [InlineData("quantile:-0.1")]
    [InlineData("quantile:1.1")]
    [InlineData("quantile:NaN")]
    [InlineData("quantile:1e999")]
    [InlineData("7")]
    [InlineData("sum,count")]
    [InlineData("fixed P8000000D")]
    [InlineData("fixed P9000000D offset P8000000D")]
    [InlineData("PT9223372036854775807H")]
    [InlineData("PT9223372036854775807S")]
    [InlineData("PT-9223372036854775807S")]
    [InlineData("PT9223372036854775807M")]
    [InlineData("P2147483647D")]
    [InlineData("P2147483647W")]
    [InlineData("P-2147483648D")]
    [InlineData("P20000000D")]
    [InlineData("PT1H9223372036854775807M")]
    [InlineData("bounded P2147483647D")]
    [InlineData("fixed PT9223372036854775807H")]
    [InlineData("sliding 1m")]
    [InlineData("sliding 1m every -1s")]
    [InlineData("sliding 1m every 0s")]
    [InlineData("sliding 1d every 1us")]
    [InlineData("sliding 1m every 1ns")]
    [InlineData("sliding P5787037D every 100ns")]
    [InlineData("sliding 1m every 1m offset 1m")]
    [InlineData("session")]
    [InlineData("session 0s")]
    [InlineData("session -1s")]
    [InlineData("session 1m max 30s")]
    [InlineData("session 1m max")]
    [InlineData("session 1m max P9000000D")]
    [InlineData("calendar")]
    [InlineData("calendar 0 days")]
    [InlineData("calendar 2147483648 days")]
    [InlineData("calendar ٣ days")]
    [InlineData("calendar day in")]
    [InlineData("calendar day in Atlantis")]
    [InlineData("calendar day in UTC+99:99")]
    [InlineData("calendar day in UTC+:")]
    [InlineData("calendar day in ,")]
    [InlineData("AfterCount(0)")]
    [InlineData("AfterCount(-2147483648)")]
    [InlineData("AfterProcessingTime(align: 0s)")]
    [InlineData("AfterProcessingTime(delay: P9000000D)")]
    [InlineData("AfterFirst()")]
    [InlineData("AfterAll(Default)")]
    [InlineData("Repeatedly(Repeatedly(")]
    [InlineData("window")]
    [InlineData("window fixed 0s")]
    [InlineData("window global, lateness -1s")]
    [InlineData("window global, lateness P9000000D")]
    [InlineData("window global, accumulation")]
    [InlineData("trigger Never")]
    public void Parse_Nonsense_ThrowsSpecificationException(string text) =>
        Assert.All(Parsers, parse => AssertPlaced(text, Assert.Throws<SpecificationException>(() => parse(text))));

    [Theory]
    [InlineData('(')]
    [InlineData(' ')]
    [InlineData('P')]
    [InlineData('9')]
    [InlineData('d')]
    [InlineData('\n')]
    public void Parse_HundredThousandCharacters_ThrowsSpecificationException(char c)
    {
        var text = new string(c, 100_000);

        Assert.All(Parsers, parse =>
        {
            var e = Assert.Throws<SpecificationException>(() => parse(text));
            AssertPlaced(text, e);
            Assert.InRange(e.Message.Length, 1, 500);
        });
    }

    [Fact]
    public void Parse_RandomPieces_ParsesOrThrowsSpecificationException() => Seeds.Each(8_000, random =>
    {
        AssertParsesOrRefuses(string.Concat(random.GetItems(Pieces, random.Next(1, 8))));
        AssertParsesOrRefuses(string.Join(' ', random.GetItems(Pieces, random.Next(1, 8))));
    });

    [Fact]
    public void Parse_PrefixesAndMutationsOfValidTexts_ParsesOrThrowsSpecificationException() => Seeds.Each(3_000, random =>
    {
        var text = random.Next(3) switch
        {
            0 => RandomWindows.Next(random).ToString(),
            1 => RandomTriggers.Next(random, 3).ToString(),
            _ => (new WindowingStrategy(RandomWindows.Next(random)) with { Trigger = RandomTriggers.Next(random, 2) }).ToString(),
        };
        AssertParsesOrRefuses(text[..random.Next(text.Length)]);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            var from = random.Next(at, Math.Min(text.Length, at + 8) + 1);
            var inserted = random.Next(3) switch
            {
                0 => "",
                1 => Pieces[random.Next(Pieces.Length)],
                _ => ((char)random.Next(random.Next(2) == 0 ? 128 : 65_536)).ToString(),
            };
            text = text[..at] + inserted + text[from..];
        }

        AssertParsesOrRefuses(text);
    });

    [Fact]
    public void Parse_RandomCharacters_ParsesOrThrowsSpecificationException() => Seeds.Each(3_000, random =>
        AssertParsesOrRefuses(string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 128 : 65_536)))));

    [Theory]
    [MemberData(nameof(EachParser))]
    public void Parse_Null_ThrowsArgumentNull(int parser) =>
        Assert.Throws<ArgumentNullException>(() => Parsers[parser](null!));

    public static TheoryData<int> EachParser => [.. Enumerable.Range(0, Parsers.Length)];

    private static void AssertParsesOrRefuses(string text)
    {
        foreach (var parse in Parsers)
        {
            try
            {
                parse(text);
            }
            catch (SpecificationException e)
            {
                AssertPlaced(text, e);
            }
        }
    }

    private static void AssertPlaced(string text, SpecificationException e)
    {
        Assert.Equal(text, e.Specification);
        Assert.InRange(e.Position, 0, text.Length);
        Assert.Equal(3, e.Message.Split(Environment.NewLine).Length);
    }
}
