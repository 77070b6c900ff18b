namespace AfterSales.Feel.Values;

/// <summary>The kinds of value FEEL knows (DMN 1.4, section 10.3.2.3).</summary>
public enum FeelKind
{
    Null,
    Boolean,
    Number,
    String,
    Date,
    Time,
    DateTime,
    DaysTimeDuration,
    YearsMonthsDuration,
    List,
    Context,
    Range,
    Function,
}
