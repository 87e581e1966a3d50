namespace Dataflow.Architecture.Tests.Floors;

/// <summary>What a project of <c>src</c> may stand on, and who sees what it keeps to itself.</summary>
/// <param name="Project">Its name.</param>
/// <param name="On">The project that its file names; what stands below that comes with it.</param>
/// <param name="Uses">The projects whose public types it may use.</param>
/// <param name="Packages">The packages that it may use.</param>
/// <param name="Friends">The assemblies that see its internal types: tests, and the floor that puts the machinery together.</param>
internal sealed record Floor(string Project, string[] On, string[] Uses, string[] Packages, string[] Friends)
{
    /// <summary>The tower, from the top down. <c>Dataflow.Files</c> and <c>Dataflow.Testing</c> stand side by side.</summary>
    public static IReadOnlyList<Floor> All { get; } =
    [
        new("Dataflow.Cli", ["Dataflow.Files"], ["Dataflow.Files", "Dataflow", "Dataflow.Model"], ["NodaTime", "System.CommandLine"], ["Dataflow.Cli.Tests", "Dataflow.Conformance.Tests"]),
        new("Dataflow.Testing", ["Dataflow"], ["Dataflow", "Dataflow.Model"], ["NodaTime", "FsCheck", "FSharp.Core"], ["Dataflow.Testing.Tests"]),
        new("Dataflow.Files", ["Dataflow"], ["Dataflow", "Dataflow.Model"], ["NodaTime"], ["Dataflow.Files.Tests", "Dataflow.Laws.Tests"]),
        new("Dataflow", ["Dataflow.Engine"], ["Dataflow.Engine", "Dataflow.Model"], ["NodaTime"], ["Dataflow.Tests", "Dataflow.Files.Tests", "Dataflow.Laws.Tests"]),
        new("Dataflow.Engine", ["Dataflow.Model"], ["Dataflow.Model"], ["NodaTime"], ["Dataflow", "Dataflow.Engine.Tests", "Dataflow.Files.Tests", "Dataflow.Laws.Tests"]),
        new("Dataflow.Model", [], [], ["NodaTime"], ["Dataflow.Engine", "Dataflow", "Dataflow.Model.Tests", "Dataflow.Laws.Tests", "Dataflow.Engine.Tests"]),
    ];

    public static Floor Of(string project) => All.Single(floor => floor.Project == project);
}
