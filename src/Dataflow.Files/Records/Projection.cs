namespace Dataflow.Files.Records;

/// <summary>The fields that are wanted of each record: those of the binder, then the times.</summary>
internal sealed class Projection
{
    public Projection(IEnumerable<ProjectedField> bound, string? timeField, string? arrivalField)
    {
        var fields = bound.ToList();
        TimeSlot = Include(fields, timeField);
        ArrivalSlot = Include(fields, arrivalField);
        Fields = [.. fields];
    }

    public ProjectedField[] Fields { get; }

    /// <summary>Which field is the event time; -1 if none.</summary>
    public int TimeSlot { get; }

    /// <summary>Which field is the arrival time; -1 if none.</summary>
    public int ArrivalSlot { get; }

    private static int Include(List<ProjectedField> fields, string? name)
    {
        if (name is null)
        {
            return -1;
        }

        var slot = fields.FindIndex(f => !f.IsColumnOnly && f.Name == name);
        if (slot < 0)
        {
            slot = fields.Count;
            fields.Add(new ProjectedField(name));
        }

        return slot;
    }
}
