using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>The implicit conversions of FEEL (DMN 1.4, section 10.3.2.9.4): to and from a list of one, from a date to its midnight.</summary>
internal static class Coercion
{
    /// <summary>The value as the type wants it; null when it does not fit.</summary>
    public static FeelValue? To(FeelType type, FeelValue value)
    {
        if (value.IsNull || type.Holds(value))
            return value;
        if (value is FeelList { Count: 1 } single && type is not ListType and not KindType { Kind: FeelKind.List } && type.Holds(single.Items[0]))
            return single.Items[0];
        if (type is ListType list && list.Item.Holds(value))
            return new FeelList([value]);
        if (type is KindType { Kind: FeelKind.DateTime } && value is FeelDate date)
            return new FeelDateTime(date, new FeelTime(0, FeelZone.Utc));
        return null;
    }
}
