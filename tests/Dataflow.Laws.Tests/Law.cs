using System.Diagnostics;
using System.Globalization;
using Dataflow.Testing.Generation;
using FsCheck;

namespace Dataflow.Laws.Tests;

/// <summary>Tries a law and takes down on how much it was tried. <c>docs/laws.md</c> has a paragraph for each.</summary>
internal static class Law
{
    /// <summary>How many cases a law is tried on unless <c>DATAFLOW_CASES</c> says otherwise.</summary>
    public const int Cases = 1000;

    private static readonly Lock Gate = new();

    // Part of the names of the laws that are to be tried; all if it is not said.
    private static readonly string Chosen = Environment.GetEnvironmentVariable("DATAFLOW_LAW") ?? "";

    // A law goes on until it was tried on as many events, windows or texts: a long run.
    private static readonly long LeastEvents = Number("DATAFLOW_EVENTS", 0);

    /// <summary>How many elements the streams of a law have at most; <c>DATAFLOW_ELEMENTS</c> makes them longer.</summary>
    public static int MaxElements { get; } = (int)Number("DATAFLOW_ELEMENTS", 60);

    /// <summary>Tries a law.</summary>
    /// <param name="name">What the law is called in the documentation.</param>
    /// <param name="cases">What it is tried on.</param>
    /// <param name="law">Asserts it, and gives how many events, windows or texts it was tried on.</param>
    public static void Check<T>(string name, Arbitrary<T> cases, Func<T, long> law)
    {
        Assert.SkipUnless(name.Contains(Chosen, StringComparison.Ordinal), "DATAFLOW_LAW chooses other laws.");
        var (tried, events) = (0L, 0L);
        var watch = Stopwatch.StartNew();
        do
        {
            tried += Properties.Check(cases, input => { events += law(input); }, new PropertyOptions { Cases = Cases });
        }
        while (events < LeastEvents);

        Report(string.Create(CultureInfo.InvariantCulture, $"| {name} | {tried:N0} | {events:N0} | {watch.Elapsed.TotalSeconds:N0} s |"));
    }

    private static long Number(string variable, long unsaid) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < int.MaxValue ? number : unsaid;

    // A long run says what it has tried: DATAFLOW_LAWS_REPORT names the file.
    private static void Report(string line)
    {
        if (Environment.GetEnvironmentVariable("DATAFLOW_LAWS_REPORT") is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllText(file, line + "\n");
            }
        }
    }
}
