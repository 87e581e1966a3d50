namespace Dataflow.Files.Text;

/// <summary>How deep a value of a recording may nest.</summary>
internal static class JsonDepth
{
    public const int Max = 512;
}
