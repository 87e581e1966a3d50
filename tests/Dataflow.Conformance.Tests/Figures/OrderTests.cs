namespace Dataflow.Conformance.Tests.Figures;

/// <summary>Neither batches nor workers show in the order of what comes out, that of different keys included.</summary>
public sealed class OrderTests
{
    public static TheoryData<string> Names => FigureCatalog.Names;

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Choice", "2")]
    public Task Run_AnySchedule_GivesTheSameOrder(string name) => FigureRun.AssertOrderAsync(FigureCatalog.Named(name));
}
