namespace Dataflow.Examples.Tests;

/// <summary>
/// The base of the classes that hold the documentation's code. Snippets name files as the documents do, from the root of the
/// repository, and write to a console of their own.
/// </summary>
public abstract class SnippetTests
{
    protected SnippetTests() => Environment.CurrentDirectory = Repository.Root;

    /// <summary>Stands in for the console: snippets that run in a class of this kind write to it.</summary>
    protected StringWriter Console { get; } = new();

    /// <summary>Checks what the snippet printed.</summary>
    protected void ShowsConsole(string name) => Shown.Check(name, Console.ToString());
}
