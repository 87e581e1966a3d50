namespace Dataflow.Windowing;

/// <summary>Sessions whose gap depends on the element, whatever its type.</summary>
internal interface IElementSessions
{
    SessionRule Rule { get; }
}
