namespace Dataflow.Engine.Steps;

/// <summary>Turns what a user's function threw into an error that names the step and the element.</summary>
internal static class Failure
{
    private const int MaxLength = 300;

    public static Exception At<T>(string step, T element, Exception cause) =>
        cause is StepFailedException or RunStoppedException ? cause : new StepFailedException(step, Show(element), cause);

    private static string Show<T>(T element)
    {
        string text;
        try
        {
            text = element?.ToString() ?? "null";
        }
        catch (Exception e)
        {
            // The element's own ToString must not hide the failure that is being reported.
            text = $"of type {typeof(T).Name}, whose ToString failed: {e.Message}";
        }

        return text.Length <= MaxLength ? text : $"{text.AsSpan(0, MaxLength)}…";
    }
}
