namespace Dataflow.Architecture.Tests;

/// <summary>Fails with all that breaks a rule, a line each, and what to do.</summary>
internal static class Rule
{
    public static void Holds(IEnumerable<string?> breaches, string rule)
    {
        var lines = breaches.Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(lines.Length == 0, $"{rule}{Listed(lines)}");
    }

    /// <summary>Also fails if an exception that is allowed is needed no longer.</summary>
    public static void Holds(IEnumerable<string?> breaches, IEnumerable<string> allowed, string rule)
    {
        var lines = breaches.Distinct().ToArray();
        Holds(lines.Except(allowed), rule);
        Holds(allowed.Except(lines), "These are listed, but there no longer. Take them off the list.");
    }

    private static string Listed(IEnumerable<string?> lines) => string.Concat(lines.Select(line => $"\n  {line}"));
}
