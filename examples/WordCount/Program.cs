// Counts the words of a harbour watch for each hour. Two notes were written into the log after their time.
using Dataflow;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;
using NodaTime.Text;

var log = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "watch.txt"));
var counts = new List<WindowedValue<KV<string, long>>>();

var pipeline = Pipeline.Build("word count", p =>
{
    var entries = p.FromEnumerable(log, TimeOf, WatermarkPolicy.Bounded(Duration.FromMinutes(10)), "Log");

    // A query, with a step of one's own in the middle of it.
    var words =
        from entry in entries
        from word in WordsOf(entry)
        where word.Length > 3
        select word;

    words.WindowInto(FixedWindows.Of(Duration.FromHours(1)), "Hours")
        .Apply(CountAboveOne)
        .ToList(counts, "Counts");
});

var result = await pipeline.RunAsync();

Console.WriteLine("hour                  word      count");
Console.WriteLine("--------------------  --------  -----");
foreach (var count in counts.OrderBy(c => c.Window).ThenByDescending(c => c.Value.Value).ThenBy(c => c.Value.Key, StringComparer.Ordinal))
{
    Console.WriteLine($"{count.Window.Start,-20}  {count.Value.Key,-8}  {count.Value.Value,5}");
}

Console.WriteLine($"\n{result["Log"].Out} entries, {result["Words counted"].In} words of more than three letters, {result.Late} late");

// A composite transform is a function from collection to collection.
static PCollection<KV<string, long>> CountAboveOne(PCollection<string> words) =>
    words.CountPerKey(word => word, "Words counted")
        .Where(pair => pair.Value > 1, "More than once");

static Instant TimeOf(string entry) => InstantPattern.General.Parse(entry[..entry.IndexOf(' ')]).Value;

static IEnumerable<string> WordsOf(string entry) =>
    entry[entry.IndexOf(' ')..].Split([' ', ',', ':'], StringSplitOptions.RemoveEmptyEntries);
