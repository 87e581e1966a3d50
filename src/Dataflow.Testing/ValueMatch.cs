namespace Dataflow.Testing;

/// <summary>Compares the values of panes with those that are expected.</summary>
internal static class ValueMatch
{
    public static Fault? InAnyOrder<T>(IReadOnlyList<T> expected, IReadOnlyList<WindowedValue<T>> panes)
    {
        var missing = expected.ToList();
        var unexpected = new List<T>();
        foreach (var pane in panes)
        {
            var found = missing.FindIndex(value => Parts.AreEqual(value, pane.Value));
            if (found >= 0)
            {
                missing.RemoveAt(found);
            }
            else
            {
                unexpected.Add(pane.Value);
            }
        }

        return missing.Count + unexpected.Count == 0 ? null : new Fault(string.Join("; ", Named("missing", missing).Concat(Named("not expected", unexpected))) + ".");
    }

    public static Fault? InOrder<T>(IReadOnlyList<T> expected, IReadOnlyList<WindowedValue<T>> panes)
    {
        var same = 0;
        while (same < expected.Count && same < panes.Count && Parts.AreEqual(expected[same], panes[same].Value))
        {
            same++;
        }

        return same == expected.Count && same == panes.Count
            ? null
            : new Fault($"number {same}, counted from 0, should be {TextAt(expected, same)}, but it is {TextAt([.. panes.Select(pane => pane.Value)], same)}.");
    }

    private static string TextAt<T>(IReadOnlyList<T> values, int index) => index < values.Count ? Parts.ToText(values[index]) : "no pane";

    private static IEnumerable<string> Named<T>(string name, List<T> values) =>
        values.Count == 0 ? [] : [$"{name}: {string.Join(", ", values.Select(value => Parts.ToText(value)))}"];
}
