using System.Reflection;

namespace Dataflow.Architecture.Tests.Code;

/// <summary>
/// The types that a type uses: what it derives from, its attributes, the types of its members, and all that the bodies of its methods name.
/// Constants leave no trace in the code that uses them.
/// </summary>
internal static class TypeUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The methods, constructors and initializers that a type declares.</summary>
    public static IEnumerable<MethodBase> MethodsOf(Type type) =>
        type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared));

    /// <summary>The types that are used, each as it was defined.</summary>
    public static IReadOnlySet<Type> Of(Type type) =>
        InDeclaration(type).Concat(type.GetFields(Declared).SelectMany(InField)).Concat(MethodsOf(type).SelectMany(InMethod)).SelectMany(Parts).ToHashSet();

    private static IEnumerable<Type?> InDeclaration(Type type) =>
    [
        type.BaseType, .. type.GetInterfaces(), .. InGenericArguments(type.GetGenericArguments()), .. InAttributes(type),
        .. type.GetProperties(Declared).SelectMany(InAttributes), .. type.GetEvents(Declared).SelectMany(InAttributes),
    ];

    private static IEnumerable<Type?> InField(FieldInfo field) => [field.FieldType, .. InAttributes(field)];

    private static IEnumerable<Type?> InMethod(MethodBase method)
    {
        var body = method.GetMethodBody();
        return
        [
            (method as MethodInfo)?.ReturnType,
            .. method.GetParameters().Select(parameter => parameter.ParameterType),
            .. method.IsGenericMethod ? InGenericArguments(method.GetGenericArguments()) : [],
            .. InAttributes(method),
            .. body?.LocalVariables.Select(local => local.LocalType) ?? [],
            .. body?.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType) ?? [],
            .. Instructions.NamedIn(method).SelectMany(InMember),
        ];
    }

    private static IEnumerable<Type?> InMember(MemberInfo member) => member switch
    {
        Type type => [type],
        MethodInfo { IsGenericMethod: true } method => [method.DeclaringType, .. method.GetGenericArguments()],
        _ => [member.DeclaringType],
    };

    private static IEnumerable<Type?> InGenericArguments(Type[] arguments) =>
        arguments.Where(argument => argument.IsGenericParameter).SelectMany(argument => argument.GetGenericParameterConstraints());

    private static IEnumerable<Type?> InAttributes(MemberInfo member) => member.CustomAttributes.SelectMany(attribute =>
        attribute.ConstructorArguments.Select(argument => argument.Value as Type).Prepend(attribute.AttributeType));

    /// <summary>What a type is made of: its definition and its type arguments, or what it is an array, a reference or a pointer of.</summary>
    private static IEnumerable<Type> Parts(Type? type) => type switch
    {
        null or { IsGenericParameter: true } => [],
        { HasElementType: true } => Parts(type.GetElementType()),
        { IsFunctionPointer: true } => type.GetFunctionPointerParameterTypes().Append(type.GetFunctionPointerReturnType()).SelectMany(Parts),
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition()),
        _ => [type],
    };
}
