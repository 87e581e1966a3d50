using Dataflow.Conformance.Tests.Book;
using Dataflow.Conformance.Tests.Paper;
using Dataflow.Conformance.Tests.Streaming102;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>All figures.</summary>
internal static class FigureCatalog
{
    public static IReadOnlyList<Figure> All { get; } = [.. PaperFigures.All, .. Streaming102Figures.All, .. BookFigures.All];

    public static TheoryData<string> Names => [.. All.Select(figure => figure.Name)];

    public static Figure Named(string name) => All.Single(figure => figure.Name == name);
}
