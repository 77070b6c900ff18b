using System.Globalization;

namespace AfterSales.Service.Languages;

/// <summary>The parts in which the languages differ when they write a date.</summary>
internal abstract class DateWriter
{
    private static readonly EnglishDates English = new();
    private static readonly PersianDates Persian = new();
    private static readonly ChineseDates Chinese = new();

    public static DateWriter For(Language language) => language switch
    {
        Language.Persian => Persian,
        Language.Chinese => Chinese,
        _ => English,
    };

    public abstract string Date(DateOnly date, bool withYear);
    public abstract string Join(string date, string time, bool full);
    public abstract string Range(DateOnly from, DateOnly to, bool withYear);
    public abstract string Weekday(DayOfWeek day);
    public abstract string WeekdayLetter(DayOfWeek day);
    public virtual int DayOfMonth(DateOnly date) => date.Day;
    public virtual int Year(DateOnly date) => date.Year;

    protected static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class EnglishDates : DateWriter
    {
        private static string Text(DateOnly date, string pattern) => date.ToString(pattern, CultureInfo.InvariantCulture);

        public override string Date(DateOnly date, bool withYear) => Text(date, withYear ? "ddd d MMM yyyy" : "ddd d MMM");

        public override string Join(string date, string time, bool full) => $"{date}, {time}";

        public override string Range(DateOnly from, DateOnly to, bool withYear)
        {
            var sameMonth = from.Month == to.Month && from.Year == to.Year;
            var start = sameMonth ? Text(from, "ddd d") : Date(from, withYear && from.Year != to.Year);
            return $"{start} {(to.DayNumber - from.DayNumber == 1 ? "and" : "to")} {Date(to, withYear)}";
        }

        public override string Weekday(DayOfWeek day) => CultureInfo.InvariantCulture.DateTimeFormat.GetDayName(day);

        public override string WeekdayLetter(DayOfWeek day) => Weekday(day)[..1];
    }

    private sealed class PersianDates : DateWriter
    {
        private static readonly string[] Weekdays = ["یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه"];

        public override string Date(DateOnly date, bool withYear)
        {
            var solar = JalaliDate.From(date);
            var text = Invariant($"{Weekday(date.DayOfWeek)} {solar.Day} {solar.MonthName}");
            return Digits.ToPersian(withYear ? Invariant($"{text} {solar.Year}") : text);
        }

        public override string Join(string date, string time, bool full) => full ? $"{date}، ساعت {time}" : $"{date}، {time}";

        public override string Range(DateOnly from, DateOnly to, bool withYear)
        {
            var (first, last) = (JalaliDate.From(from), JalaliDate.From(to));
            var start = first.Month == last.Month && first.Year == last.Year
                ? Digits.ToPersian(Invariant($"{Weekday(from.DayOfWeek)} {first.Day}"))
                : Date(from, withYear && first.Year != last.Year);
            return $"{start} {(to.DayNumber - from.DayNumber == 1 ? "و" : "تا")} {Date(to, withYear)}";
        }

        public override string Weekday(DayOfWeek day) => Weekdays[(int)day];

        // Sunday to Saturday: ی د س چ پ ج ش, the first letters that Persian wall calendars use.
        public override string WeekdayLetter(DayOfWeek day) => Weekdays[(int)day][..1];

        public override int DayOfMonth(DateOnly date) => JalaliDate.From(date).Day;

        public override int Year(DateOnly date) => JalaliDate.From(date).Year;
    }

    private sealed class ChineseDates : DateWriter
    {
        private const string Numerals = "日一二三四五六";

        public override string Date(DateOnly date, bool withYear) => $"{Plain(date, withYear)}（周{Numerals[(int)date.DayOfWeek]}）";

        // The full-width bracket already parts date and time; a word such as 今天 needs a space.
        public override string Join(string date, string time, bool full) => date.EndsWith('）') ? date + time : $"{date} {time}";

        public override string Range(DateOnly from, DateOnly to, bool withYear)
        {
            var start = Plain(from, withYear);
            var end = from.Year != to.Year ? Plain(to, withYear) : from.Month != to.Month ? Plain(to, false) : Invariant($"{to.Day}日");
            return $"{start}至{end}";
        }

        public override string Weekday(DayOfWeek day) => $"星期{Numerals[(int)day]}";

        public override string WeekdayLetter(DayOfWeek day) => Numerals[(int)day].ToString();

        private static string Plain(DateOnly date, bool withYear) =>
            withYear ? Invariant($"{date.Year}年{date.Month}月{date.Day}日") : Invariant($"{date.Month}月{date.Day}日");
    }
}
