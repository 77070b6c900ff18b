using System.Diagnostics;
using System.Text;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.Service.Storage;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Records;

/// <summary>Finding records over many cases (RPT-21), and taking them elsewhere.</summary>
public sealed class RecordSearchTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("porös", 1)]
    [InlineData("焊缝气孔", 1)]
    [InlineData("气孔", 1)]
    [InlineData("جوش متخلخل", 1)]
    [InlineData("CMP-2026-0002-CHF", 1)]
    [InlineData("100%", 1)]
    [InlineData("%", 1)]
    [InlineData("_", 0)]
    [InlineData("Somewhere", 3)]
    public async Task Words_are_found_in_every_script_and_signs_stand_for_themselves(string text, int count)
    {
        await using var service = await TestService.StartAsync();
        await FillAsync(service, ["porös at the seam", "焊缝气孔 100%", "جوش متخلخل"]);
        var found = await service.Get<RecordSearch>().FindAsync(new RecordFilter { Text = text }, TestPeople.Admin, Ct);
        found.Total.ShouldBe(count);
    }

    [Fact]
    public async Task Fifty_thousand_sections_are_searched_in_a_moment()
    {
        await using var service = await TestService.StartAsync();
        await FillAsync(service, ["the one that is looked for", .. Enumerable.Range(0, 49_999).Select(i => $"Shielding gas pressure drops above {i} mm per second; the seam is porous in some samples")]);
        var watch = Stopwatch.StartNew();
        var found = await service.Get<RecordSearch>().FindAsync(new RecordFilter { Text = "looked for" }, TestPeople.Admin, Ct);
        output.WriteLine($"{watch.ElapsedMilliseconds} ms");
        found.Items.ShouldHaveSingleItem().Number.ShouldBe("CMP-2026-0001-CHF");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5), "on a busy machine; alone it takes some 200 ms");
    }

    [Fact]
    public async Task An_export_starts_no_formula_in_a_spreadsheet()
    {
        await using var service = await TestService.StartAsync();
        await FillAsync(service, ["=HYPERLINK(\"http://evil.example\")", "two\nlines, \"quoted\""]);
        var records = await service.Get<RecordSearch>().ExportAsync(new RecordFilter(), TestPeople.Admin, Ct);
        var csv = Encoding.UTF8.GetString(RecordCsv.Write(records, Language.Chinese));
        csv.ShouldContain("\"'=HYPERLINK(\"\"http://evil.example\"\")\"");
        csv.ShouldContain("\"two\nlines, \"\"quoted\"\"\"");
        csv.ShouldContain("客诉处理单", customMessage: "names in the reader's language");
    }

    /// <summary>One case with one filled form for each text.</summary>
    private static Task FillAsync(TestService service, IReadOnlyList<string> texts) => service.Engine.WriteAsync(commit =>
    {
        commit.Execute("INSERT INTO customers (customer_key, email, name, language, created_at) VALUES (1, 'a@customer.example', 'A', 'en', 0)");
        for (var i = 0; i < texts.Count; i++)
        {
            var number = $"CMP-2026-{i + 1:0000}";
            commit.Execute(
                """
                INSERT INTO cases (case_number, kind, status, subject, description, urgency, channel, language, calendar_id, tracking_code, customer_key, customer_name, customer_email, received_at, recorded_at)
                VALUES (@number, 'complaint', 'inProgress', 'Somewhere', '', 'normal', 'web', 'en', 'standard', @number, 1, 'A', 'a@customer.example', 0, 0)
                """, new { number });
            RecordTable.Append(commit, new NewSection(number, "complaint-handling-form", new LocalText("Finding"))
            {
                Fields = [new RecordField { Key = "finding.facts", Label = new LocalText("Facts"), Kind = RecordFieldKind.LongText, Values = [new LocalText(texts[i])] }],
            });
        }
    }, ct: Ct);
}
