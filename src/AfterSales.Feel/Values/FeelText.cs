using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace AfterSales.Feel.Values;

/// <summary>Values as text, the way FEEL's <c>string()</c> writes them.</summary>
internal static class FeelText
{
    public static string Of(FeelValue value)
    {
        switch (value)
        {
            case FeelString text:
                return text.Value;
            case FeelNumber number:
                return Number(number.Value);
            default:
                var written = new StringBuilder();
                Append(written, value);
                return written.ToString();
        }
    }

    /// <summary>The shortest plain form of the number: no exponent, no zeros at the end of the fraction.</summary>
    public static string Number(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        if (!text.Contains('.'))
            return text;
        text = text.TrimEnd('0').TrimEnd('.');
        return text == "-0" ? "0" : text;
    }

    private static void Append(StringBuilder to, FeelValue value)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            to.Append('…');
            return;
        }
        switch (value)
        {
            case FeelNull: to.Append("null"); break;
            case FeelBoolean boolean: to.Append(boolean.Value ? "true" : "false"); break;
            case FeelNumber number: to.Append(Number(number.Value)); break;
            case FeelString text: Quote(to, text.Value); break;
            case FeelDate date: Date(to, date); break;
            case FeelTime time: Time(to, time); break;
            case FeelDateTime dateTime: Date(to, dateTime.Date); to.Append('T'); Time(to, dateTime.Time); break;
            case FeelDaysTimeDuration duration: Duration(to, duration); break;
            case FeelYearsMonthsDuration duration: Duration(to, duration); break;
            case FeelList list: List(to, list); break;
            case FeelContext context: Context(to, context); break;
            case FeelRange range: Range(to, range); break;
            case FeelFunction function: to.Append("function ").Append(function.Name); break;
        }
    }

    private static void Quote(StringBuilder to, string text) =>
        to.Append('"').Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');

    private static void Date(StringBuilder to, FeelDate date)
    {
        if (date.Year < 0)
            to.Append('-');
        to.Append(CultureInfo.InvariantCulture, $"{Math.Abs(date.Year):0000}-{date.Month:00}-{date.Day:00}");
    }

    private static void Time(StringBuilder to, FeelTime time)
    {
        to.Append(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}:{time.Second:00}");
        Fraction(to, time.NanosecondOfDay % FeelTime.NanosecondsPerSecond);
        to.Append(time.Zone?.ToString());
    }

    private static void Fraction(StringBuilder to, long nanoseconds)
    {
        if (nanoseconds != 0)
            to.Append('.').Append(nanoseconds.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0'));
    }

    private static void Duration(StringBuilder to, FeelDaysTimeDuration duration)
    {
        if (duration.Nanoseconds == 0)
        {
            to.Append("PT0S");
            return;
        }
        var nanoseconds = Int128.Abs(duration.Nanoseconds);
        var seconds = nanoseconds / FeelTime.NanosecondsPerSecond;
        var (days, hours, minutes, rest) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        var fraction = (long)(nanoseconds % FeelTime.NanosecondsPerSecond);
        to.Append(duration.Nanoseconds < 0 ? "-P" : "P");
        if (days != 0)
            to.Append(CultureInfo.InvariantCulture, $"{days}D");
        if (hours == 0 && minutes == 0 && rest == 0 && fraction == 0)
            return;
        to.Append('T');
        if (hours != 0)
            to.Append(CultureInfo.InvariantCulture, $"{hours}H");
        if (minutes != 0)
            to.Append(CultureInfo.InvariantCulture, $"{minutes}M");
        if (rest == 0 && fraction == 0)
            return;
        to.Append(CultureInfo.InvariantCulture, $"{rest}");
        Fraction(to, fraction);
        to.Append('S');
    }

    private static void Duration(StringBuilder to, FeelYearsMonthsDuration duration)
    {
        if (duration.Months == 0)
        {
            to.Append("P0M");
            return;
        }
        var months = Int128.Abs(duration.Months);
        to.Append(duration.Months < 0 ? "-P" : "P");
        if (months / 12 != 0)
            to.Append(CultureInfo.InvariantCulture, $"{months / 12}Y");
        if (months % 12 != 0)
            to.Append(CultureInfo.InvariantCulture, $"{months % 12}M");
    }

    private static void List(StringBuilder to, FeelList list)
    {
        to.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
                to.Append(", ");
            Append(to, list.Items[i]);
        }
        to.Append(']');
    }

    private static void Context(StringBuilder to, FeelContext context)
    {
        to.Append('{');
        var first = true;
        foreach (var (name, value) in context.Entries)
        {
            if (!first)
                to.Append(", ");
            first = false;
            if (IsPlainName(name))
                to.Append(name);
            else
                Quote(to, name);
            to.Append(": ");
            Append(to, value);
        }
        to.Append('}');
    }

    private static bool IsPlainName(string name) => name.Length > 0 && !char.IsDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c is '_' or ' ');

    private static void Range(StringBuilder to, FeelRange range)
    {
        if (range.IsExact)
        {
            to.Append('=');
            Append(to, range.Start);
            return;
        }
        if (range.Start.IsNull && !range.End.IsNull)
        {
            to.Append(range.EndIncluded ? "<=" : "<");
            Append(to, range.End);
            return;
        }
        if (range.End.IsNull && !range.Start.IsNull)
        {
            to.Append(range.StartIncluded ? ">=" : ">");
            Append(to, range.Start);
            return;
        }
        to.Append(range.StartIncluded ? '[' : '(');
        Append(to, range.Start);
        to.Append("..");
        Append(to, range.End);
        to.Append(range.EndIncluded ? ']' : ')');
    }
}
