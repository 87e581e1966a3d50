using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks;

/// <summary>Runs workloads one after the other, tells how far it is on standard error, and prints the tables.</summary>
internal sealed class BenchmarkRun(Arguments arguments, IReadOnlyList<Func<IWorkload>> workloads)
{
    private readonly List<Score> scores = [];
    private readonly List<Table> tables = [];

    public int Run()
    {
        var effort = arguments.IsQuick ? Effort.Quick : Effort.Full;
        if (arguments.Alone is { } alone)
        {
            return RunAlone(alone, effort);
        }

        var chosen = workloads.Where(make => arguments.Only is [] || arguments.Only.Contains(make().Id, StringComparer.OrdinalIgnoreCase)).ToList();
        var failed = arguments is { IsQuick: false, Only: [] } ? MeasureEachAlone(chosen) : chosen.Count(make => !Measure(make(), effort));
        if (arguments.Report is { } file)
        {
            OwnProcess.Write(file, new(scores, [], tables));
            return failed;
        }

        Print();
        if (arguments.Document is { } document)
        {
            MeasuredDocument.Write(document, Table.Join(tables).Prepend(Score.ToTable(scores)), keepsOthers: arguments.Only.Count > 0);
        }

        Console.Error.WriteLine($"{chosen.Count - failed} workloads done, {failed} failed");
        return failed == 0 && chosen.Count > 0 ? 0 : 1;
    }

    // For a profiler, which is to see one pipeline and nothing else.
    private int RunAlone(string name, Effort effort)
    {
        var names = new List<string>();
        foreach (var workload in workloads.Select(make => make()).OfType<IAlone>())
        {
            var subjects = workload.Subjects(effort).ToList();
            var place = name.Equals(workload.Id, StringComparison.OrdinalIgnoreCase) ? 0 : subjects.FindIndex(subject => subject.Name == name);
            if (place >= 0)
            {
                subjects[place].Run();
                return 0;
            }

            names.AddRange(subjects.Select(subject => $"  {workload.Id}: {subject.Name}"));
        }

        Console.Error.WriteLine($"Nothing that is run alone is called {name}. There are, by either name:\n{string.Join('\n', names)}");
        return 2;
    }

    private int MeasureEachAlone(List<Func<IWorkload>> chosen)
    {
        var failed = 0;
        foreach (var workloadsOfAName in chosen.CountBy(make => make().Id))
        {
            if (OwnProcess.Measure(workloadsOfAName.Key) is { } report)
            {
                scores.AddRange(report.Scores);
                tables.AddRange(report.Tables);
            }
            else
            {
                failed += workloadsOfAName.Value;
            }
        }

        return failed;
    }

    // Faults of a workload do not keep the others from being run.
    private bool Measure(IWorkload workload, Effort effort)
    {
        Console.Error.WriteLine($"{workload.Id} {workload.Name}");
        try
        {
            var report = workload.Measure(effort);
            scores.AddRange(report.Scores);
            tables.AddRange(report.Tables);
            MeasurementTable.Print(Console.Out, report.Measurements);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or StepFailedException or IOException)
        {
            Console.Error.WriteLine($"FAILED {workload.Id}: {e}");
            return false;
        }
    }

    private void Print()
    {
        if (scores.Count > 0)
        {
            MeasurementTable.Print(Console.Out, "Summary", Score.ToTable(scores));
        }

        foreach (var table in Table.Join(tables))
        {
            MeasurementTable.Print(Console.Out, table.Name, table);
        }
    }
}
