namespace Dataflow.Files.Records;

/// <summary>A field that is wanted of each record.</summary>
/// <param name="Name">The name of the property or column.</param>
/// <param name="IsOptional">Whether a CSV file may lack the column.</param>
/// <param name="IsColumnOnly">Whether it is wanted of CSV only, and its name matches a column in any case.</param>
internal readonly record struct ProjectedField(string Name, bool IsOptional = false, bool IsColumnOnly = false);
