using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Clock;

/// <summary>The time of the machine comes in at one place.</summary>
public sealed class WallClockTests
{
    private const string Excused = "Dataflow.Cli.WallClock";

    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTime.Today")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("P:System.Environment.TickCount")]
    [InlineData("P:System.Environment.TickCount64")]
    [InlineData("P:System.TimeProvider.System")]
    [InlineData("P:NodaTime.SystemClock.Instance")]
    [InlineData("T:System.Diagnostics.Stopwatch")]
    public void BannedSymbols_OfTheMachinesTime_AreListed(string symbol) => Assert.Contains(symbol, BannedApi.All);

    /// <summary>The file for all projects hands the list to the compiler; a project must not take it away.</summary>
    [Fact]
    public void Projects_InSrc_AllCheckTheList()
    {
        var shared = System.Xml.Linq.XDocument.Parse(Repository.Read("src/Directory.Build.props"));
        Assert.Contains(shared.Descendants("PackageReference"), reference => reference.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains(shared.Descendants("AdditionalFiles"), file => file.Attribute("Include")!.Value.EndsWith("BannedSymbols.txt", StringComparison.Ordinal));
        Rule.Holds(
            SourceProject.All.Where(project => project.Build.Descendants().Any(element => element.Attribute("Remove") is not null)
                || Repository.Read(project.File).Contains("RS0030", StringComparison.Ordinal)
                || Repository.FilesIn(project.Folder, "Directory.*").Count > 0).Select(project => project.File),
            "A project does not take away what src/Directory.Build.props gives it.");
    }

    [Fact]
    public void SourceFiles_OtherThanTheExcused_SilenceNoBan() => Rule.Holds(
        SourceProject.All.SelectMany(project => project.Files).Select(file => file.File).Where(file => Repository.Read(file).Contains("RS0030", StringComparison.Ordinal)),
        ["src/Dataflow.Cli/WallClock.cs"],
        "Only one class may ask the machine for the time.");

    /// <summary>As the compiler could be told to look away, the compiled code is searched too.</summary>
    [Fact]
    public void CompiledCode_OtherThanTheExcused_CallsNothingBanned() => Rule.Holds(
        SourceProject.All.SelectMany(project => project.Assembly.GetTypes())
            .SelectMany(BannedApi.UsedBy, (type, symbol) => $"{type.FullName} uses {symbol[2..]}"),
        [$"{Excused} uses System.TimeProvider.System"],
        "Time comes from the recording or from an injected clock.");

    /// <summary>Waiting without a clock waits by the machine's.</summary>
    [Fact]
    public void CompiledCode_ThatWaits_IsGivenAClock() => Rule.Holds(
        from project in SourceProject.All
        from type in project.Assembly.GetTypes()
        from method in Code.TypeUses.MethodsOf(type)
        from called in Code.Instructions.NamedIn(method).OfType<System.Reflection.MethodBase>()
        where called.DeclaringType == typeof(Thread) && called.Name == nameof(Thread.Sleep)
            || called.DeclaringType == typeof(Timer)
            || called.DeclaringType == typeof(PeriodicTimer) && called.IsConstructor && called.GetParameters().Length == 1
            || called.DeclaringType == typeof(Task) && called.Name == nameof(Task.Delay) && called.GetParameters().All(parameter => parameter.ParameterType != typeof(TimeProvider))
        select $"{type.FullName}.{method.Name} calls {called.DeclaringType!.Name}.{called.Name}",
        "Wait with a TimeProvider.");
}
