namespace AfterSales.Service.Records;

/// <summary>How a filled field is shown: dates and numbers follow the reader's language, text stays as typed.</summary>
public enum RecordFieldKind
{
    Text,
    LongText,

    /// <summary>Invariant decimal in <see cref="RecordField.Values"/>, digits and separators mapped at reading.</summary>
    Number,

    /// <summary>ISO date.</summary>
    Date,

    /// <summary>ISO time.</summary>
    Time,

    /// <summary>ISO date and time.</summary>
    DateTime,
    Choice,
    YesNo,
    Files,
    Signature,
}
