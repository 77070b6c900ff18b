using AfterSales.Service.Languages;

namespace AfterSales.Service.Records;

/// <summary>A form or record the quality manual names (REQUIREMENTS section 3).</summary>
public sealed record RecordType
{
    /// <summary>For example <c>complaint-handling-form</c>: what the <c>record</c> property of a task names.</summary>
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>The letters that follow the case number in a record's number, for example <c>CHF</c>.</summary>
    public required string Suffix { get; init; }

    /// <summary>The name as the source document prints it, whatever the language of the reader; null where the source names no form.</summary>
    public string? Original { get; init; }

    /// <summary>How long records of this type are kept after the case was closed (OPN-26).</summary>
    public int YearsKept { get; init => field = value > 0 ? value : Usual; } = Usual;

    /// <summary>Also where a catalogue leaves the years out: its reader gives nought then.</summary>
    private const int Usual = 10;
}
