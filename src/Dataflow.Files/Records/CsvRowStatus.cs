namespace Dataflow.Files.Records;

/// <summary>What <see cref="CsvRow.Scan"/> came to.</summary>
internal enum CsvRowStatus
{
    /// <summary>A row, from its first byte to its last.</summary>
    Complete,

    /// <summary>A line with nothing on it.</summary>
    Blank,

    /// <summary>The row ends behind the bytes at hand.</summary>
    Incomplete,

    /// <summary>The quotes are wrong.</summary>
    Broken,
}
