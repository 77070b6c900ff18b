namespace AfterSales.Service.Records;

/// <summary>What became of a correction.</summary>
public enum RecordCorrection
{
    /// <summary>The new revision stands; the earlier ones stay readable.</summary>
    Done,

    /// <summary>There is no such record or section, or the corrector may not see its case.</summary>
    Unknown,

    /// <summary>Only who filled the section, managers and admins may correct it.</summary>
    NotAllowed,

    /// <summary>A correction without a reason is no correction.</summary>
    ReasonMissing,

    /// <summary>The section has no field of that name, or the field holds files or a signature, which cannot be retyped.</summary>
    NotCorrectable,
}
