using System.Text;
using AfterSales.Service.Charges;
using AfterSales.Service.Exports;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Exports;

/// <summary>Tables people open in a spreadsheet hold what was written and never run anything.</summary>
public sealed class CsvTableTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("-", "-")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+1", "'+1")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＠SUM(A1)", "'＠SUM(A1)")]
    [InlineData("=1,\"2\"", "\"'=1,\"\"2\"\"\"")]
    [InlineData("پیام ۱", "پیام ۱")]
    public void A_text_is_one_field_and_no_formula(string text, string field) => Line(text).ShouldBe(field);

    [Fact]
    public void Numbers_days_and_instants_are_the_same_in_every_language()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("fa-IR");
            Line(-1234.50m, 3, true, null, new DateOnly(2026, 3, 21), new DateTimeOffset(2026, 3, 21, 1, 0, 0, TimeSpan.FromHours(3.5)))
                .ShouldBe("-1234.50,3,yes,,2026-03-21,2026-03-20T21:30:00Z", "a negative number is a number and needs no apostrophe");
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_file_begins_with_its_mark_and_its_columns_and_ends_each_line_as_the_standard_says()
    {
        var table = new CsvTable("a", "b");
        table.Row("1", "2");
        var bytes = table.ToBytes();
        bytes.AsSpan(0, 3).SequenceEqual(Encoding.UTF8.Preamble).ShouldBeTrue();
        Encoding.UTF8.GetString(bytes.AsSpan(3)).ShouldBe("a,b\r\n1,2\r\n");
    }

    [Theory]
    [InlineData("CNY", 250.5, "250.50")]
    [InlineData("IRR", 1200000, "1200000")]
    public void An_amount_has_the_decimals_of_its_currency(string currency, double amount, string written) =>
        Line(new Money((decimal)amount, Currency.Find(currency)!).Rounded).ShouldBe(written);

    private static string Line(params object?[] cells)
    {
        var table = new CsvTable("x");
        table.Row(cells);
        return Encoding.UTF8.GetString(table.ToBytes().AsSpan(3))["x\r\n".Length..^2];
    }
}
