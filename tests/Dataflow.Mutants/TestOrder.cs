namespace Dataflow.Mutants;

/// <summary>
/// Which tests a mutant is tried with, and in which order: those that reach it, first the ones that killed its neighbours, then the cheap ones. Tests of the parts
/// in its folder are always among them, others as long as there is time.
/// </summary>
internal sealed class TestOrder(IReadOnlyList<MeasuredTest> tests)
{
    private const int RecentKillers = 6;

    // The tests of the parts in a folder come before others that are as cheap.
    private const double OfItsFolder = 4;
    private readonly Dictionary<string, List<string>> killers = [];

    /// <summary>All the tests that reach it.</summary>
    public ILookup<int, MeasuredTest> Covering { get; } = tests.SelectMany(test => test.Covers, (test, id) => (test, id)).ToLookup(pair => pair.id, pair => pair.test);

    /// <summary>The mutants that are reached while a static value is made.</summary>
    public IReadOnlySet<int> Static { get; } = tests.SelectMany(test => test.CoversStatic).ToHashSet();

    /// <summary>The test of a name.</summary>
    public MeasuredTest Named(string name) => tests.First(test => test.Name == name);

    /// <summary>The tests for a mutant.</summary>
    public IReadOnlyList<MeasuredTest> For(Mutant mutant, double seconds)
    {
        var recent = killers.GetValueOrDefault(mutant.File, []);

        // A static value is made by the first test that comes along, but others may be the ones that see it.
        var covering = Static.Contains(mutant.Id) ? tests.Where(test => test.Covers.Length > 0) : Covering[mutant.Id];
        covering = covering.Concat(tests.Where(test => test.Covers.Length == 0 && test.Folder == mutant.Folder)).Distinct();
        var ordered = covering.OrderBy(test => recent.IndexOf(test.Name) is >= 0 and var at ? at : RecentKillers).ThenBy(test => test.Folder == mutant.Folder ? test.Seconds / OfItsFolder : test.Seconds);
        var chosen = new List<MeasuredTest>();
        foreach (var test in ordered)
        {
            if (test.Folder == mutant.Folder)
            {
                chosen.Add(test);
            }
            else if (seconds >= test.Seconds || chosen.Count == 0)
            {
                seconds -= test.Seconds;
                chosen.Add(test);
            }
        }

        return chosen;
    }

    /// <summary>Takes down that a test killed a mutant.</summary>
    public void Killed(Mutant mutant, string test)
    {
        var recent = killers.TryGetValue(mutant.File, out var list) ? list : killers[mutant.File] = [];
        recent.Remove(test);
        recent.Insert(0, test);
        if (recent.Count > RecentKillers)
        {
            recent.RemoveAt(RecentKillers);
        }
    }
}
