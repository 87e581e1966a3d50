using Dataflow.Files;

namespace Dataflow.Cli.Replay;

/// <summary>The key fields of a replay, and which of them no event has had: most likely they are misspelled.</summary>
internal sealed class KeyFields(IReadOnlyList<string> names)
{
    private readonly bool[] seen = new bool[names.Count];
    private int missing = names.Count;

    public IReadOnlyList<string> Names => names;

    public IEnumerable<string> NeverSeen => names.Where((_, index) => !seen[index]);

    public void Look(RecordView record)
    {
        for (var field = 0; missing > 0 && field < seen.Length; field++)
        {
            if (!seen[field] && record.GetKind(field) != FieldKind.Missing)
            {
                seen[field] = true;
                missing--;
            }
        }
    }
}
