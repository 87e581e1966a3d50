using System.Linq.Expressions;
using System.Reflection;
using Dataflow.Files.Records;

namespace Dataflow.Files.Typed;

/// <summary>
/// How an object is made of a CSV row: a function, compiled once, that reads each cell as the type its member has and
/// boxes nothing.
/// </summary>
internal sealed class CsvShape<T>
{
    private CsvShape(IReadOnlyList<ProjectedField> fields, Func<RecordCursor, T> make) => (Fields, Make) = (fields, make);

    /// <summary>The columns, in the order of the members.</summary>
    public IReadOnlyList<ProjectedField> Fields { get; }

    /// <summary>Makes an object of a row.</summary>
    public Func<RecordCursor, T> Make { get; }

    /// <summary>Compiles the function for the type.</summary>
    /// <exception cref="NotSupportedException">The type has no way to be made of columns.</exception>
    public static CsvShape<T> Create()
    {
        var constructors = typeof(T).GetConstructors().OrderByDescending(c => c.GetParameters().Length).ToArray();
        var constructor = constructors.FirstOrDefault();
        var members = constructor?.GetParameters().Select(CsvMember.Of).ToArray() ?? [];
        if (members.Length == 0)
        {
            members = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is { IsPublic: true }).Select(CsvMember.Of)];
        }

        if (members.Length == 0 || typeof(T).IsPrimitive || typeof(T) == typeof(string))
        {
            throw new NotSupportedException($"The type {typeof(T)} cannot be read from CSV: it has neither a public constructor with parameters nor settable properties.");
        }

        var cursor = Expression.Parameter(typeof(RecordCursor), "row");
        var values = members.Select((member, slot) => ReadMember(member, slot, cursor)).ToArray();
        var made = members[0].Property is null
            ? (Expression)Expression.New(constructor!, values)
            : Expression.MemberInit(
                Expression.New(typeof(T)), members.Select((member, slot) => Expression.Bind(member.Property!, values[slot])));
        return new CsvShape<T>([.. members.Select(m => m.Field)], Expression.Lambda<Func<RecordCursor, T>>(made, cursor).Compile());
    }

    private static Expression ReadMember(CsvMember member, int slot, ParameterExpression cursor)
    {
        var inner = Nullable.GetUnderlyingType(member.Type) ?? member.Type;
        var reader = CsvCell.ReaderOf(inner)
            ?? throw new NotSupportedException($"The type {typeof(T)} cannot be read from CSV: {member.Name} is of the type {member.Type}.");
        var index = Expression.Constant(slot);
        Expression value = Expression.Call(reader, cursor, index);
        if (member.IsNullable)
        {
            value = Expression.Condition(
                Expression.Call(CsvCell.IsNullMethod, cursor, index),
                Expression.Default(member.Type),
                inner == member.Type ? value : Expression.Convert(value, member.Type));
        }

        return member.IsOptional
            ? Expression.Condition(Expression.Call(CsvCell.IsMissingMethod, cursor, index), DefaultOf(member), value)
            : value;
    }

    private static Expression DefaultOf(CsvMember member) => member.Default is null
        ? Expression.Default(member.Type)
        : Expression.Convert(Expression.Constant(member.Default), member.Type);
}
