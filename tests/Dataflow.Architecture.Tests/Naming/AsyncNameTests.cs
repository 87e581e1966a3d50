using System.Reflection;
using Dataflow.Architecture.Tests.Code;
using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Naming;

public sealed class AsyncNameTests
{
    private static readonly string[] Awaited = ["Task", "Task`1", "ValueTask", "ValueTask`1", "IAsyncEnumerable`1", "IAsyncEnumerator`1"];

    [Fact]
    public void Methods_ThatAreAwaited_EndWithAsync() => Rule.Holds(
        SourceProject.All.SelectMany(project => project.Types).SelectMany(TypeUses.MethodsOf).OfType<MethodInfo>()
            .Where(method => !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal))
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) != Awaited.Contains(method.ReturnType.Name))
            .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}"),
        "Methods that give a task or an asynchronous sequence, and they alone, end with Async.");
}
