using System.Globalization;
using Dataflow.Text;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Triggers;

/// <summary>Reads triggers.</summary>
internal static class TriggerText
{
    private const string Expected =
        "a trigger: Default, AfterWatermark(), AfterCount(N), AfterProcessingTime(), Repeatedly(T), AfterFirst(T, T), AfterAll(T, T), AfterEach(T, T), OrFinally(T, T) or Never";

    public static Trigger Read(SpecificationReader reader)
    {
        var start = reader.SkipSpace();
        try
        {
            return Read(reader, depth: 1);
        }
        catch (ArgumentException e)
        {
            throw reader.Refuse(start, e.Message);
        }
    }

    private static Trigger Read(SpecificationReader reader, int depth)
    {
        var start = reader.SkipSpace();
        if (depth > Trigger.MaxDepth)
        {
            throw reader.Refuse(start, $"triggers may be nested {Trigger.MaxDepth} deep at most");
        }

        switch (reader.TakeWord().ToUpperInvariant())
        {
            case "DEFAULT":
                return Trigger.Default;
            case "NEVER":
                return Trigger.Never;
            case "AFTERWATERMARK":
                return ReadAfterWatermark(reader, depth);
            case "AFTERCOUNT":
                return ReadAfterCount(reader);
            case "AFTERPROCESSINGTIME":
                return ReadAfterProcessingTime(reader);
            case "REPEATEDLY":
                reader.Expect('(');
                var repeated = Read(reader, depth + 1);
                reader.Expect(')');
                return Trigger.Repeatedly(repeated);
            case "AFTERFIRST":
                return Trigger.AfterFirst(ReadList(reader, depth));
            case "AFTERALL":
                return Trigger.AfterAll(ReadList(reader, depth));
            case "AFTEREACH":
                return Trigger.AfterEach(ReadList(reader, depth));
            case "ORFINALLY":
                reader.Expect('(');
                var main = Read(reader, depth + 1);
                reader.Expect(',');
                var until = Read(reader, depth + 1);
                reader.Expect(')');
                return Trigger.OrFinally(main, until);
            default:
                throw reader.Error(start, Expected);
        }
    }

    private static Trigger[] ReadList(SpecificationReader reader, int depth)
    {
        var triggers = new List<Trigger>();
        reader.Expect('(');
        triggers.Add(Read(reader, depth + 1));
        if (!reader.TryTake(','))
        {
            throw reader.Error(reader.SkipSpace(), "',' and another trigger: there must be at least two");
        }

        do
        {
            triggers.Add(Read(reader, depth + 1));
        }
        while (reader.TryTake(','));
        reader.Expect(')');
        return [.. triggers];
    }

    private static Trigger ReadAfterWatermark(SpecificationReader reader, int depth)
    {
        Trigger? early = null;
        Trigger? late = null;
        ReadArguments(reader, ["early", "late"], name =>
        {
            var trigger = Read(reader, depth + 1);
            (early, late) = name == "early" ? (trigger, late) : (early, trigger);
        });
        return Trigger.AfterWatermark(early, late);
    }

    private static Trigger ReadAfterCount(SpecificationReader reader)
    {
        reader.Expect('(');
        var at = reader.SkipSpace();
        if (!int.TryParse(reader.TakeWord(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1)
        {
            throw reader.Error(at, "how many elements, a whole number of at least 1");
        }

        reader.Expect(')');
        return Trigger.AfterCount(count);
    }

    private static Trigger ReadAfterProcessingTime(SpecificationReader reader)
    {
        var spans = new Dictionary<string, (Duration Span, int At)>();
        ReadArguments(reader, ["delay", "align", "offset"], name =>
        {
            var at = reader.SkipSpace();
            var span = DurationText.Read(reader);
            if (!Spans.IsWholeTicks(span))
            {
                throw reader.Refuse(at, $"the {(name == "align" ? "alignment" : name)} must be whole ticks of 100ns");
            }

            if (name == "align" && span < Spans.Min)
            {
                throw reader.Refuse(at, "the alignment must be at least one tick (100ns)");
            }

            spans.Add(name, (span, at));
        });
        if (spans.TryGetValue("offset", out var offset))
        {
            if (!spans.TryGetValue("align", out var align))
            {
                throw reader.Refuse(offset.At, "an offset needs an alignment, like 'align: 1m'");
            }

            if (offset.Span >= align.Span)
            {
                throw reader.Refuse(offset.At, $"the offset must be less than the alignment, {DurationText.ToText(align.Span)}");
            }
        }

        Duration? SpanOf(string name) => spans.TryGetValue(name, out var found) ? found.Span : null;
        return Trigger.AfterProcessingTime(SpanOf("delay"), SpanOf("align"), SpanOf("offset"));
    }

    /// <summary>Reads <c>(name: value, …)</c>, each name at most once, none needed.</summary>
    private static void ReadArguments(SpecificationReader reader, string[] names, Action<string> read)
    {
        var left = new List<string>(names);
        reader.Expect('(');
        if (reader.TryTake(')'))
        {
            return;
        }

        do
        {
            var at = reader.SkipSpace();
            var word = reader.TakeWord();
            var name = left.Find(name => string.Equals(name, word, StringComparison.OrdinalIgnoreCase));
            if (name is null || !left.Remove(name))
            {
                throw reader.Error(at, left.Count == 0 ? "')'" : $"{string.Join(" or ", left.Select(other => $"'{other}:'"))}");
            }

            reader.Expect(':');
            read(name);
        }
        while (reader.TryTake(','));
        reader.Expect(')');
    }
}
