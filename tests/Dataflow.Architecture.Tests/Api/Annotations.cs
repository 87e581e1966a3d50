using System.Reflection;

namespace Dataflow.Architecture.Tests.Api;

/// <summary>
/// What the compiler wrote beside the type of a member: of null, a flag for each part of the type, in the order in which the parts are written, or one for
/// all; and the names of the elements of tuples. Reflection's own reading of null does not tell <c>T</c> from <c>T?</c>.
/// </summary>
internal sealed class Annotations
{
    private const byte MayBeNull = 2;
    private const byte NotNull = 1;

    private readonly byte[] flags;
    private readonly Queue<string?> names;
    private int next;

    private Annotations(byte[] flags, IEnumerable<string?> names) => (this.flags, this.names) = (flags, new(names));

    /// <summary>Nothing of a type.</summary>
    public static Annotations None => new([0], []);

    /// <summary>Those of a member or parameter that stands in <paramref name="around"/>, where what holds for most is said once.</summary>
    public static Annotations Of(IEnumerable<CustomAttributeData> attributes, MemberInfo? around)
    {
        var names = Named(attributes, "TupleElementNamesAttribute")?.Value is IReadOnlyList<CustomAttributeTypedArgument> all ? all.Select(name => name.Value as string) : [];
        if (Named(attributes, "NullableAttribute") is { } own)
        {
            return new(own.Value is IReadOnlyList<CustomAttributeTypedArgument> each ? [.. each.Select(flag => (byte)flag.Value!)] : [(byte)own.Value!], names);
        }

        for (; around is not null; around = around.DeclaringType)
        {
            if (Named(around.CustomAttributes, "NullableContextAttribute") is { } context)
            {
                return new([(byte)context.Value!], names);
            }
        }

        return new([0], names);
    }

    /// <summary>The names of the next elements of a tuple, each with a space before it; those of tuples within come later.</summary>
    public string[] TakeNames(int count) => [.. Enumerable.Range(0, count).Select(_ => names.TryDequeue(out var name) && name is not null ? $" {name}" : "")];

    /// <summary>Whether the next part of the type may be null.</summary>
    public bool TakeMayBeNull() => Take() == MayBeNull;

    /// <summary>Whether the next part of the type must not be null.</summary>
    public bool TakeNotNull() => Take() == NotNull;

    private byte Take() => flags.Length == 1 ? flags[0] : flags[next++];

    private static CustomAttributeTypedArgument? Named(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == $"System.Runtime.CompilerServices.{name}")?.ConstructorArguments[0];
}
