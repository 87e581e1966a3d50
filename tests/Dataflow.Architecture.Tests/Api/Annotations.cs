using System.Reflection;

namespace Dataflow.Architecture.Tests.Api;

/// <summary>
/// What the compiler wrote of null about the type of a member: a flag for each part of the type, in the order in which the parts are written, or one for
/// all. Reflection's own reading does not tell <c>T</c> from <c>T?</c>.
/// </summary>
internal sealed class Annotations
{
    private const byte MayBeNull = 2;
    private const byte NotNull = 1;

    private readonly byte[] flags;
    private int next;

    private Annotations(byte[] flags) => this.flags = flags;

    public static Annotations None { get; } = new([0]);

    /// <summary>Those of a member or parameter that stands in <paramref name="around"/>, where what holds for most is said once.</summary>
    public static Annotations Of(IEnumerable<CustomAttributeData> attributes, MemberInfo? around)
    {
        if (Named(attributes, "NullableAttribute") is { } own)
        {
            return new(own.Value is IReadOnlyList<CustomAttributeTypedArgument> all ? [.. all.Select(flag => (byte)flag.Value!)] : [(byte)own.Value!]);
        }

        for (; around is not null; around = around.DeclaringType)
        {
            if (Named(around.CustomAttributes, "NullableContextAttribute") is { } context)
            {
                return new([(byte)context.Value!]);
            }
        }

        return None;
    }

    /// <summary>Whether the next part of the type may be null.</summary>
    public bool TakeMayBeNull() => Take() == MayBeNull;

    /// <summary>Whether the next part of the type must not be null.</summary>
    public bool TakeNotNull() => Take() == NotNull;

    private byte Take() => flags.Length == 1 ? flags[0] : flags[next++];

    private static CustomAttributeTypedArgument? Named(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == $"System.Runtime.CompilerServices.{name}")?.ConstructorArguments[0];
}
