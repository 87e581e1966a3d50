// The ten worst hours at US airports, 1 to 14 January 2001: mean delay of at least 20 departures of one airport in one hour.
// Flights are seen in the order in which they left; the hour that counts is the scheduled one.
using Dataflow;
using Dataflow.Combining;
using Dataflow.Files;
using Dataflow.Windowing;
using NodaTime;

const int LeastDepartures = 20;

var flights = Recording.Read<Flight>(
    Path.Combine(AppContext.BaseDirectory, "flights.csv.gz"),
    new RecordingOptions { TimeField = "scheduled", ArrivalField = "observed" });
IReadOnlyList<AirportHour> worst = [];

var pipeline = Pipeline.Build("flight delays", p => p
    .Read(flights, "Flights")
    .WindowInto(FixedWindows.Of(Duration.FromHours(1)), "Hours")
    .CombinePerKey(flight => flight.Origin, flight => flight.Delay, Combine.Of<DelayFn, int, Delays, Delays>(default), "Delays")
    .Where(pair => pair.Value.Count >= LeastDepartures, "Busy")
    .ParDo<KV<string, Delays>, AirportHour>((pane, emit) => emit(new(pane.Value.Key, pane.Window.Start, pane.Value.Value)), "With hour")
    .WindowInto(GlobalWindows.Instance, "All")
    .CombineGlobally(Combine.Top<AirportHour>(10), "Worst")
    .ForEach(hours => worst = hours, "Kept"));

var result = await pipeline.RunAsync();

Console.WriteLine($"airport  scheduled hour        departures  mean delay");
Console.WriteLine($"-------  --------------------  ----------  ----------");
foreach (var (airport, hour, delays) in worst)
{
    Console.WriteLine($"{airport,-7}  {hour,-20}  {delays.Count,10}  {delays.Mean,6:F1} min");
}

Console.WriteLine($"\n{result["Flights"].Out} departures, {result["Delays"].Out} airport-hours, {result["Busy"].Out} of them with {LeastDepartures} departures or more");

internal sealed record Flight(string Origin, int Delay);

internal sealed record AirportHour(string Airport, Instant Hour, Delays Delays) : IComparable<AirportHour>
{
    public int CompareTo(AirportHour? other) => Delays.Mean.CompareTo(other?.Delays.Mean);
}

internal readonly record struct Delays(long Sum, int Count)
{
    public double Mean => (double)Sum / Count;
}

/// <summary>Sum and count of delays in one pass: a combine function of one's own, as a struct that the compiler can put in line.</summary>
internal readonly record struct DelayFn : ICombineFn<int, Delays, Delays>
{
    public Delays CreateAccumulator() => default;

    public void AddInput(ref Delays accumulator, int input) => accumulator = new(accumulator.Sum + input, accumulator.Count + 1);

    public void MergeAccumulator(ref Delays accumulator, Delays other) => accumulator = new(accumulator.Sum + other.Sum, accumulator.Count + other.Count);

    public Delays ExtractOutput(Delays accumulator) => accumulator;
}
