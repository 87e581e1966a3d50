using System.Reflection;
using Dataflow.Testing.Generation;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NodaTime;

namespace Dataflow.Testing.Tests.Generation;

/// <summary>That what a pipeline prints is C#, which makes it again.</summary>
public sealed class PrintedCodeTests
{
    [Fact]
    public void ToString_OfPipelines_CompilesToTheSame()
    {
        var pipelines = Generate.Pipelines().Generator.Sample(300, new Rnd(1), 100).Append(new GeneratedPipeline([])).ToList();
        var compiled = Compile<GeneratedPipeline[]>($"new[]\n{{\n{string.Join(",\n", pipelines)}\n}}");
        Assert.Equal(pipelines.Select(pipeline => pipeline.Steps), compiled.Select(pipeline => pipeline.Steps));
        Assert.Equal(pipelines.Select(pipeline => $"{pipeline}"), compiled.Select(pipeline => $"{pipeline}"));
    }

    [Fact]
    public void ToString_OfAPipeline_HasAStepALine() => Assert.Equal(
        """
        new GeneratedPipeline([
            new RekeyStep(3),
            new GroupStep(WindowingStrategy.Parse("window global, trigger Default, accumulation unsaid, lateness 0s, timestamp end-of-window, on-time always, closing if-non-empty, finishing-trigger refused"), GeneratedAggregate.Sum),
        ])
        """.ReplaceLineEndings("\n"),
        new GeneratedPipeline([new RekeyStep(3), new GroupStep(WindowingStrategy.Global, GeneratedAggregate.Sum)]).ToString());

    // It has no text, so the code can only say so when it is run.
    [Fact]
    public void ToString_OfAWindowFunctionOfTheUser_Compiles()
    {
        var step = new GroupStep(new QuotedWindows(), GeneratedAggregate.Count);
        Assert.IsType<Text.SpecificationException>(Assert.Throws<TargetInvocationException>(() => Compile<GroupStep>($"{step}")).InnerException);
    }

    private static T Compile<T>(string expression)
    {
        var source = $"using Dataflow.Testing.Generation;\nusing Dataflow.Windowing;\npublic static class Printed\n{{\n    public static object Make() => {expression};\n}}";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create("Printed", [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Prepend<object>(source)));
        return (T)Assembly.Load(assembly.ToArray()).GetType("Printed")!.GetMethod("Make")!.Invoke(null, null)!;
    }

    private sealed record QuotedWindows : WindowFn<string>
    {
        public override string ToString() => "\"quoted\\\"\n";

        protected override void AssignWindows(string element, Instant timestamp, ICollection<Window> windows) => windows.Add(Window.Global);
    }
}
