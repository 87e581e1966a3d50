using System.Reflection;

namespace Dataflow.Architecture.Tests.Api;

/// <summary>Methods and operators as C# writes them.</summary>
internal static class MethodText
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThan"] = ">",
        ["op_GreaterThanOrEqual"] = ">=",
        ["op_Addition"] = "+",
        ["op_UnaryPlus"] = "+",
        ["op_Subtraction"] = "-",
        ["op_UnaryNegation"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_Modulus"] = "%",
        ["op_Increment"] = "++",
        ["op_Decrement"] = "--",
    };

    public static string Of(MethodInfo method)
    {
        var type = ParameterText.FlowOf(method.ReturnParameter.GetCustomAttributesData()) + (method.ReturnType.IsByRef ? "ref " : "")
            + TypeText.Of(method.ReturnType, Annotations.Of(method.ReturnParameter.GetCustomAttributesData(), method));
        var modifiers = $"{PublicMembers.Access(method)} {Modifiers(method)}";
        var parameters = ParameterText.OfAll(method);
        if (method is { IsSpecialName: true, Name: "op_Implicit" or "op_Explicit" })
        {
            return $"{modifiers}{(method.Name == "op_Implicit" ? "implicit" : "explicit")} operator {type}{parameters}";
        }

        if (method.IsSpecialName)
        {
            return $"{modifiers}{type} operator {OperatorOf(method.Name)}{parameters}";
        }

        Type[] own = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return $"{modifiers}{type} {method.Name}{(own.Length == 0 ? "" : $"<{string.Join(", ", own.Select(parameter => parameter.Name))}>")}{parameters}{Constraints.Of(own, method)}";
    }

    private static string OperatorOf(string name) => name.StartsWith("op_Checked", StringComparison.Ordinal)
        ? $"checked {OperatorOf($"op_{name["op_Checked".Length..]}")}"
        : Operators.GetValueOrDefault(name, name);

    /// <summary>What a member says of deriving, with a space behind it.</summary>
    public static string Modifiers(MethodInfo method) => method switch
    {
        { IsStatic: true } => method.IsAbstract ? "static abstract " : method.IsVirtual ? "static virtual " : "static ",
        { DeclaringType.IsInterface: true } => method.IsAbstract ? "" : "virtual ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true } when method.GetBaseDefinition() != method => method.IsFinal ? "sealed override " : "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };
}
