using Dataflow.Cli.Tests;
using Dataflow.Conformance.Tests.Figures;

namespace Dataflow.Conformance.Tests.Replay;

/// <summary>Every figure by the command, from the recordings of <c>examples/Paper</c>.</summary>
public sealed class ReplayTests
{
    public static TheoryData<string> Names => FigureCatalog.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Replay_Figure_PrintsWhatIsExpected(string name)
    {
        var figure = FigureCatalog.Named(name);
        Examples.AssertHolds(Examples.RecordingOf(figure.Script), RecordingText.Of(figure.Script));

        var (panes, late) = await RunAsync(figure);

        Examples.AssertHolds(Examples.PanesOf(figure), panes);
        figure.AssertShows(PaneLines.ReadPanes(panes));
        if (figure.Late.Length > 0)
        {
            Examples.AssertHolds(Examples.LateOf(figure), late);
        }

        Assert.Equal(figure.ExpectedLate, PaneLines.ReadLate(late));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Replay_OnSeveralWorkers_PrintsTheSame(string name)
    {
        var figure = FigureCatalog.Named(name);
        var (panes, _) = await RunAsync(figure, "--parallelism", "3");
        Assert.Equal(Examples.Read(Examples.PanesOf(figure)), panes);
    }

    [Fact]
    public void Readme_ListsEveryFigureWithItsCommand() => Examples.AssertHolds(ReadmeText.File, ReadmeText.Current);

    [Fact]
    public void Table_ListsEveryFigure() => Examples.AssertHolds(FigureTable.File, FigureTable.Text);

    [Fact]
    public void Folder_HoldsNoFileOfAnotherFigure()
    {
        var known = Examples.Recordings.Select(Examples.RecordingOf)
            .Concat(FigureCatalog.All.Select(Examples.PanesOf))
            .Concat(FigureCatalog.All.Where(figure => figure.Late.Length > 0).Select(Examples.LateOf))
            .Append(ReadmeText.File)
            .Append(FigureTable.File);

        Assert.Equal(
            known.Order(StringComparer.Ordinal),
            Directory.GetFiles(Examples.PathOf(Examples.Folder), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Examples.PathOf("."), file).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    private static async Task<(string Panes, string Late)> RunAsync(Figure figure, params string[] more)
    {
        var directory = Directory.CreateTempSubdirectory("dataflow-conformance-");
        var file = Path.Combine(directory.FullName, "late.jsonl");
        try
        {
            var run = await CommandRun.OfAsync([.. ReplayCommand.OptionsOf(figure), .. ReplayCommand.LateOf(figure, file), .. more, Examples.PathOf(Examples.RecordingOf(figure.Script))]);

            Assert.True(run.Status == 0, run.Error);
            return (run.Output, File.Exists(file) ? await File.ReadAllTextAsync(file) : "");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
