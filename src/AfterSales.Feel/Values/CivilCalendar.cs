namespace AfterSales.Feel.Values;

/// <summary>Day counting in the proleptic Gregorian calendar for any year; years start in March so that the leap day comes last.</summary>
internal static class CivilCalendar
{
    private const long DaysPerEra = 146_097; // 400 years
    private const long EpochShift = 719_468; // days from 0000-03-01 to 1970-01-01

    public static bool IsLeapYear(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => IsLeapYear(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    public static long EpochDay(long year, int month, int day)
    {
        var marchYear = month <= 2 ? year - 1 : year;
        var era = FloorDivide(marchYear, 400);
        var yearOfEra = marchYear - era * 400;
        var dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        var dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DaysPerEra + dayOfEra - EpochShift;
    }

    public static (long Year, int Month, int Day) Civil(long epochDay)
    {
        var shifted = epochDay + EpochShift;
        var era = FloorDivide(shifted, DaysPerEra);
        var dayOfEra = shifted - era * DaysPerEra;
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var marchMonth = (5 * dayOfYear + 2) / 153;
        var month = (int)(marchMonth + (marchMonth < 10 ? 3 : -9));
        var year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return (year, month, (int)(dayOfYear - (153 * marchMonth + 2) / 5 + 1));
    }

    public static long FloorDivide(long value, long divisor)
    {
        var quotient = Math.DivRem(value, divisor, out var rest);
        return rest < 0 ? quotient - 1 : quotient;
    }
}
