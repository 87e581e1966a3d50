using System.CommandLine;
using Dataflow.Cli.Options;
using Dataflow.Combining;
using Dataflow.Files;
using Dataflow.Text;
using Dataflow.Time;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Cli.Replay;

/// <summary>The command line of <c>dataflow replay</c>.</summary>
internal sealed class ReplayCommand
{
    private readonly Argument<string[]> files = new("file")
    {
        Description = "Recordings, read in order: .jsonl, .ndjson or .csv, each also .gz; - is JSON Lines on standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> time = new("--time") { Description = "The field with the event time.", HelpName = "FIELD", Required = true };

    private readonly Option<string> arrival = new("--arrival")
    {
        Description = "The field with the arrival (processing) time. [default: the last $processingTime record, else the largest event time so far]",
        HelpName = "FIELD",
    };

    private readonly Option<string> key = new("--key") { Description = "Group by these fields. [default: one group]", HelpName = "FIELD[,FIELD]" };

    private readonly Option<string> value = new("--value") { Description = "The field with the value to aggregate. [default: the whole event]", HelpName = "FIELD" };

    private readonly Option<Aggregation?> aggregate = SpecificationOption.Create<Aggregation?>(
        "--aggregate", "NAME", "count, sum, min, max, mean, list, distinct, top:N or quantile:Q. [default: sum with --value, else count]", Aggregation.Parse);

    private readonly Option<WindowFn?> window = SpecificationOption.Create<WindowFn?>(
        "--window", "SPEC", "global, 'fixed 2m [offset 30s]', 'sliding 10m every 1m [offset 30s]', 'session 30m [inclusive] [max 4h]' or 'calendar day [in Europe/Brussels]', also week, month, quarter, year, 2 weeks. [default: global]", WindowFn.Parse);

    private readonly Option<Trigger?> trigger = SpecificationOption.Create<Trigger?>(
        "--trigger",
        "SPEC",
        "When panes are emitted: Default, AfterWatermark(early: T, late: T), AfterCount(3), AfterProcessingTime(delay: 1m, align: 1m, offset: 30s), Repeatedly(T), AfterFirst(T, T), AfterAll(T, T), AfterEach(T, T), OrFinally(T, T) or Never. [default: Default]",
        Trigger.Parse);

    private readonly Option<AccumulationMode?> accumulation = SpecificationOption.Create<AccumulationMode?>(
        "--accumulation", "MODE", "How panes of a window relate: discarding, accumulating or retracting. [default: discarding; required when a trigger other than Default can fire more than once]", text => Choices.ReadAccumulation(text));

    private readonly Option<Duration?> lateness = SpecificationOption.Create<Duration?>(
        "--lateness", "DURATION", "How far the watermark may pass a window's end before its elements are dropped, like 30s, 1h30m or PT2M. [default: 0s]",
        text => DurationText.Parse(text));

    private readonly Option<OnTimeBehavior?> onTime = SpecificationOption.Create<OnTimeBehavior?>(
        "--on-time", "MODE", "Whether an empty on-time pane is emitted: always or if-non-empty. [default: always]",
        text => Choices.Read(text, ("always", OnTimeBehavior.FireAlways), ("if-non-empty", OnTimeBehavior.FireIfNonEmpty)));

    private readonly Option<ClosingBehavior?> closing = SpecificationOption.Create<ClosingBehavior?>(
        "--closing", "MODE", "Whether an empty last pane is emitted: always or if-non-empty. [default: if-non-empty]", text => Choices.ReadClosing(text));

    private readonly Option<TimestampCombiner?> timestamp = SpecificationOption.Create<TimestampCombiner?>(
        "--timestamp", "MODE", "The event time of a pane: end-of-window, earliest or latest. [default: end-of-window]", text => Choices.ReadTimestamp(text));

    private readonly Option<WatermarkPolicy?> watermark = SpecificationOption.Create<WatermarkPolicy?>(
        "--watermark", "SPEC", "bounded DURATION, monotonic, perfect or recorded. [default: recorded if the recording has watermark records, else perfect]",
        WatermarkPolicy.Parse);

    private readonly Option<bool> allowFinishing = new("--allow-finishing-trigger") { Description = "Accept a root trigger that can finish." };

    private readonly Option<OutputFormat?> output = SpecificationOption.Create<OutputFormat?>(
        "--output", "FORMAT", "table, jsonl or csv. [default: table on a terminal, else jsonl]",
        text => Choices.Read(text, ("table", OutputFormat.Table), ("jsonl", OutputFormat.Jsonl), ("csv", OutputFormat.Csv)));

    private readonly Option<string> outFile = new("--out") { Description = "The file that panes go to, - for standard output. [default: -]", HelpName = "FILE" };

    private readonly Option<string> lateFile = new("--late") { Description = "The file that late elements go to, as JSON Lines. [default: counted only]", HelpName = "FILE" };

    private readonly Option<OnError?> onError = SpecificationOption.Create<OnError?>(
        "--on-error", "MODE", "What to do at a line that cannot be read: fail or skip. [default: fail]",
        text => Choices.Read(text, ("fail", OnError.Fail), ("skip", OnError.Skip)));

    private readonly Option<int?> parallelism = SpecificationOption.Create<int?>(
        "--parallelism", "N", "How many workers share the keys. Results do not depend on it. [default: 1]", text => Choices.ReadParallelism(text));

    private readonly Option<double?> speed = SpecificationOption.Create(
        "--speed", "X", "max, or a multiple of the recorded pace: 1, 60. [default: max]", Choices.ReadSpeed);

    private readonly Option<bool> explain = new("--explain") { Description = "Print the operator graph and every setting in force, and stop." };

    private ReplayCommand()
    {
    }

    public static Command Create(CommandContext context)
    {
        var options = new ReplayCommand();
        var command = new Command("replay", "Replays recorded events through event-time windows and prints a result per window and key.")
        {
            options.files, options.time, options.arrival, options.key, options.value, options.aggregate, options.window, options.trigger,
            options.accumulation, options.lateness, options.onTime, options.closing, options.timestamp, options.watermark,
            options.allowFinishing, options.output, options.outFile, options.lateFile, options.onError, options.parallelism, options.speed,
            options.explain,
        };
        command.Validators.Add(result =>
        {
            foreach (var fault in options.Faults(result))
            {
                result.AddError(fault);
            }
        });
        command.SetAction((parsed, _) => new ReplayJob(options.Bind(parsed, context), context).RunAsync());
        return command;
    }

    private IEnumerable<string> Faults(System.CommandLine.Parsing.CommandResult result)
    {
        if (result.GetResult(aggregate)?.Tokens is [{ Value: var text }] && NeedsValue(text) && result.GetResult(value) is null)
        {
            yield return $"--aggregate {text} needs --value FIELD: the field with the numbers.";
        }

        if (result.GetResult(key) is { } keys && keys.Tokens.Any(token => token.Value.Split(',').Any(string.IsNullOrWhiteSpace)))
        {
            yield return $"--key: expected field names with commas between them, like 'origin,destination', but it is '{keys.Tokens[0].Value}'.";
        }

        if (result.GetResult(key)?.Tokens is [{ Value: var fields }] && fields.Split(',', StringSplitOptions.TrimEntries) is var all && all.Distinct().Count() < all.Length)
        {
            yield return $"--key: a field stands in '{fields}' twice.";
        }

        var names = result.GetResult(files)?.Tokens.Select(token => token.Value).ToArray() ?? [];
        if (names.Count(name => name == "-") > 1)
        {
            yield return "Standard input (-) can be read once only.";
        }

        foreach (var fault in WindowingFaults(result))
        {
            yield return fault;
        }

        foreach (var clash in Clashes(result, names))
        {
            yield return clash;
        }

        foreach (var name in names.Where(name => name.Length > 1 && name[0] == '-' && !File.Exists(name)))
        {
            yield return $"There is no option '{name}'.";
        }
    }

    /// <summary>What a grouping would refuse, in the words of the command line.</summary>
    private IEnumerable<string> WindowingFaults(System.CommandLine.Parsing.CommandResult result)
    {
        var set = ValueOf(result, trigger, Trigger.Parse) ?? Trigger.Default;
        var windowing = new WindowingStrategy(ValueOf(result, window, WindowFn.Parse) ?? GlobalWindows.Instance) { Trigger = set, AllowedLateness = ValueOf(result, lateness, DurationText.Parse) };
        if (windowing.MayEmitSeveralPanes && set is not DefaultTrigger && result.GetResult(accumulation) is null)
        {
            yield return $"--accumulation is required: the trigger {set} can fire more than once for a window. Say how its panes relate: discarding, accumulating or retracting.";
        }

        if (windowing.MayLoseElements && result.GetResult(allowFinishing) is null)
        {
            yield return $"--trigger: {set} can finish, and elements that come for a window after that are lost. "
                + $"{(set is AfterWatermarkTrigger ? "Give it a late part, AfterWatermark(late: …), allow no lateness," : $"Use Repeatedly({set}),")} or accept it with --allow-finishing-trigger.";
        }
    }

    // A value that does not parse has an error of its own.
    private static T? ValueOf<T>(System.CommandLine.Parsing.CommandResult result, Option option, Func<string, T> parse)
    {
        try
        {
            return result.GetResult(option)?.Tokens is [{ Value: var text }] ? parse(text) : default;
        }
        catch (SpecificationException)
        {
            return default;
        }
    }

    private string? OutPath(ParseResult parsed) => parsed.GetValue(outFile) is var path and not "-" ? path : null;

    /// <summary>An output that is an input, or another output, would destroy it.</summary>
    private IEnumerable<string> Clashes(System.CommandLine.Parsing.CommandResult result, IEnumerable<string> names)
    {
        var taken = names.Where(name => name != "-").Select(name => (Path: Path.GetFullPath(name), Use: "an input")).ToList();
        foreach (var option in new[] { outFile, lateFile })
        {
            if (result.GetResult(option)?.Tokens is not [{ Value: var name }])
            {
                continue;
            }

            if (name.Length == 0 || (option == lateFile && name == "-"))
            {
                yield return $"{option.Name}: expected a file, but it is '{name}'.";
                continue;
            }

            var path = Path.GetFullPath(name);
            if (taken.Find(other => other.Path == path) is { Path: not null } clash)
            {
                yield return $"{option.Name} {name} is {clash.Use} too, which it would overwrite.";
            }

            taken.Add((path, $"the file of {option.Name}"));
        }
    }

    // Asked of the text, as a value that does not parse has an error of its own.
    private static bool NeedsValue(string text) =>
        Enum.TryParse<AggregationKind>(text.Split(':')[0].Trim(), ignoreCase: true, out var kind)
        && kind is not (AggregationKind.Count or AggregationKind.List or AggregationKind.Distinct);

    private ReplayOptions Bind(ParseResult parsed, CommandContext context)
    {
        var valueField = parsed.GetValue(value);
        var windowFn = parsed.GetValue(window) ?? GlobalWindows.Instance;
        return new ReplayOptions
        {
            Files = parsed.GetValue(files)!,
            Time = parsed.GetValue(time)!,
            Arrival = parsed.GetValue(arrival),
            Key = parsed.GetValue(key)?.Split(',', StringSplitOptions.TrimEntries) ?? [],
            Value = valueField,
            Aggregate = parsed.GetValue(aggregate) ?? Aggregation.Parse(valueField is null ? "count" : "sum"),
            Windowing = new WindowingStrategy(windowFn)
            {
                Trigger = parsed.GetValue(trigger) ?? Trigger.Default,
                AllowedLateness = parsed.GetValue(lateness) ?? Duration.Zero,
                AccumulationMode = parsed.GetValue(accumulation) ?? AccumulationMode.Discarding,
                OnTimeBehavior = parsed.GetValue(onTime) ?? OnTimeBehavior.FireAlways,
                ClosingBehavior = parsed.GetValue(closing) ?? ClosingBehavior.FireIfNonEmpty,
                TimestampCombiner = parsed.GetValue(timestamp) ?? TimestampCombiner.EndOfWindow,
                AllowFinishingTrigger = parsed.GetValue(allowFinishing),
            },
            Watermark = parsed.GetValue(watermark) ?? WatermarkPolicy.RecordedOrPerfect,
            Output = parsed.GetValue(output) ?? (context.OutputIsTerminal && OutPath(parsed) is null ? OutputFormat.Table : OutputFormat.Jsonl),
            Out = OutPath(parsed),
            Late = parsed.GetValue(lateFile),
            OnError = parsed.GetValue(onError) ?? OnError.Fail,
            Parallelism = parsed.GetValue(parallelism) ?? 1,
            Speed = parsed.GetValue(speed),
            Explain = parsed.GetValue(explain),
        };
    }
}
