namespace Dataflow.Windowing;

/// <summary>What a calendar window is a multiple of.</summary>
public enum CalendarUnit
{
    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From Monday to Monday, as ISO 8601 has it.</summary>
    Week,

    /// <summary>From the first of a month to the first of the next.</summary>
    Month,

    /// <summary>From the first of January, April, July or October, for three months.</summary>
    Quarter,

    /// <summary>From the first of January to the next.</summary>
    Year,
}
