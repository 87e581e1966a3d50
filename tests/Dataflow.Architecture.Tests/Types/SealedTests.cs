namespace Dataflow.Architecture.Tests.Types;

/// <summary>Classes are sealed unless someone derives from them.</summary>
public sealed class SealedTests
{
    /// <summary>The classes that users derive from: elements of their own making go in and out there, and windows of their own.</summary>
    private static readonly string[] ForUsers =
    [
        "Dataflow.Files.RecordBinder`1",
        "Dataflow.Sinks.SinkWriter`1",
        "Dataflow.Sinks.Sink`1",
        "Dataflow.Sources.SourceReader`1",
        "Dataflow.Sources.Source`1",
        "Dataflow.Windowing.MergingWindowFn`1",
        "Dataflow.Windowing.WindowFn`1",
    ];

    [Fact]
    public void Classes_WithoutASubclass_AreSealed() => Rule.Holds(
        Hierarchy.Classes.Where(type => !type.IsSealed && !type.IsAbstract && !Hierarchy.Bases.Contains(type)).Select(type => type.FullName),
        "A class is sealed, static or abstract, or another derives from it.");

    [Fact]
    public void AbstractClasses_WithoutASubclass_AreForUsers() => Rule.Holds(
        Hierarchy.Classes.Where(type => type is { IsAbstract: true, IsSealed: false } && !Hierarchy.Bases.Contains(type)).Select(type => type.FullName).Except(ForUsers),
        "Nothing derives from these abstract classes.");

    /// <summary>Of all others the library knows each kind: a trigger, for one, is closed, and the engine switches over it.</summary>
    [Fact]
    public void Classes_ThatUsersCanDeriveFrom_AreThoseNamed() => Rule.Holds(
        Hierarchy.Classes.Where(Hierarchy.IsOpen).Select(type => type.FullName),
        ForUsers,
        "Users can derive from these. Give them a private protected constructor, or name them in ForUsers.");
}
