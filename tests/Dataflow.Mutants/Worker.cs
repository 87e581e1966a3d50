using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace Dataflow.Mutants;

/// <summary>
/// The process in which mutants are tried, one after the other, so that a mutant costs neither a start nor what is compiled just in time. It takes its orders
/// line by line: <c>measure</c>, <c>cover</c> and <c>try</c>.
/// </summary>
internal sealed class Worker(string[] testAssemblies)
{
    // How much longer a test may take than without a mutant, and what it is given for what is compiled the first time.
    private const double TimeFactor = 4;
    private const double Grace = 2;

    private readonly TextWriter answers = Console.Out;
    private int current;

    /// <summary>Takes orders until there are no more.</summary>
    public async Task<int> RunAsync()
    {
        Console.SetOut(TextWriter.Null);
        Trace.Listeners.Clear();
        Trace.Listeners.Add(new AssertionListener());
        AssemblyLoadContext.Default.Resolving += Find;
        var mutant = new ActiveMutant(Assembly.Load("Dataflow.Engine"));
        var pool = await TestPool.FindAsync(testAssemblies.Select(AssemblyLoadContext.Default.LoadFromAssemblyPath));
        var dog = new Watchdog(mutant, () => answers.WriteLine($"hanging\t{current}"));
        answers.WriteLine(string.Join('\t', pool.Names));
        while (await Console.In.ReadLineAsync() is { } order)
        {
            var words = order.Split(' ');
            answers.WriteLine(words[0] switch
            {
                "measure" => await MeasureAsync(pool, Number(words[1])),
                "cover" => await CoverAsync(pool, mutant, Number(words[1])),
                _ => await TryAsync(pool, mutant, dog, Number(words[1]), words.Skip(2)),
            });
        }

        return 0;
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static async Task<string> MeasureAsync(TestPool pool, int test)
    {
        var before = Watchdog.Now;
        var failure = await pool.RunAsync(test);
        return failure is null ? string.Create(CultureInfo.InvariantCulture, $"{Watchdog.Now - before:F3}") : $"failed\t{failure}";
    }

    private static async Task<string> CoverAsync(TestPool pool, ActiveMutant mutant, int test)
    {
        mutant.BeginCoverage();
        await pool.RunAsync(test);
        var (all, ofStatics) = mutant.EndCoverage();
        return $"{string.Join(',', all)}\t{string.Join(',', ofStatics)}";
    }

    // Each word is a test and the processor time that it takes without a mutant: 12:3.5.
    private async Task<string> TryAsync(TestPool pool, ActiveMutant mutant, Watchdog dog, int id, IEnumerable<string> tests)
    {
        try
        {
            foreach (var (test, seconds) in tests.Select(word => word.Split(':')).Select(parts => (Number(parts[0]), double.Parse(parts[1], CultureInfo.InvariantCulture))))
            {
                current = test;
                string? failure;
                bool isOver;
                do
                {
                    mutant.Set(id);
                    dog.Begin((seconds * TimeFactor) + Grace, seconds);
                    failure = await pool.RunAsync(test);
                    isOver = dog.End();
                }
                while (failure is not null && !isOver && dog.WasHalted);

                if (isOver)
                {
                    return $"timed out\t{test}";
                }

                if (failure is not null)
                {
                    return $"killed\t{test}\t{failure}";
                }
            }

            return "survived";
        }
        finally
        {
            mutant.Set(ActiveMutant.None);
        }
    }

    // What the tests need stands beside them. The engine stands beside this program, and is loaded already.
    private Assembly? Find(AssemblyLoadContext context, AssemblyName name) =>
        testAssemblies.Select(test => Path.Combine(Path.GetDirectoryName(test)!, name.Name + ".dll")).FirstOrDefault(File.Exists) is { } file ? context.LoadFromAssemblyPath(file) : null;
}
