namespace Dataflow.Engine.Keyed;

/// <summary>A step that holds state between batches, and can say how much: none when its run has ended (law 5).</summary>
internal interface IStatefulStep
{
    string Name { get; }

    int OpenWindowCount { get; }

    int CellCount { get; }

    int TimerCount { get; }
}
