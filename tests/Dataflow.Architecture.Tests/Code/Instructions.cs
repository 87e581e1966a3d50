using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Dataflow.Architecture.Tests.Code;

/// <summary>The types and members that the instructions of a method name.</summary>
internal static class Instructions
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue =
        typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xFFFF);

    public static IEnumerable<MemberInfo> NamedIn(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (var at = 0; at < code.Length;)
        {
            var operation = OpCodesByValue[code[at] == 0xFE ? 0xFE00 | code[at + 1] : code[at]];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return method.Module.ResolveMember(Operand(code, at), ofType, ofMethod)!;
            }

            at += SizeOfOperand(operation.OperandType, code, at);
        }
    }

    private static int Operand(byte[] code, int at) => BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at));

    private static int SizeOfOperand(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * Operand(code, at)),
        _ => 4,
    };
}
