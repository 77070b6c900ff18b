using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Forms;

public sealed class FormValidatorTests
{
    private const string Width = """{ "type": "number", "id": "W", "key": "width", "label": "Width", "decimalDigits": 2, "validate": { "required": true, "min": 2.7, "max": 3.3 } }""";
    private const string Demand = """{ "type": "select", "id": "D", "key": "demand", "label": "Demand", "values": [{ "label": "Repair", "value": "repair" }, { "label": "Three", "value": 3 }], "validate": { "required": true } }""";

    [Theory]
    [InlineData("3.1")]
    [InlineData("۳٫۱")]
    [InlineData("٣٫١")]
    [InlineData(" 3.10 ")]
    public void A_number_is_taken_in_the_digits_of_any_script(string typed)
    {
        var outcome = TestForm.Of(Width).Submit(("width", typed));
        outcome.Errors.ShouldBeEmpty();
        outcome.Values["width"].ShouldBe(FeelValue.Of(3.1m));
    }

    [Theory]
    [InlineData("36", "36 is outside 2.7 to 3.3.")]
    [InlineData("3,1", "This is not a number.")]
    [InlineData("three", "This is not a number.")]
    [InlineData("3.141", "At most 2 decimal places fit here.")]
    [InlineData("", "This is needed.")]
    [InlineData("1e1", "This is not a number.")]
    public void A_wrong_number_is_told_with_what_is_wrong(string typed, string message) =>
        TestForm.Of(Width).Submit(("width", typed)).Errors.ShouldHaveSingleItem().Message.ShouldStartWith(message);

    [Fact]
    public void A_message_comes_in_the_reader_s_language_and_digits() =>
        TestForm.Of(Width).Submit(FeelContext.Empty, Language.Persian, [], ("width", "36"))
            .Errors.ShouldHaveSingleItem().Message.ShouldStartWith("۳۶ بیرون از بازه ۲٫۷ تا ۳٫۳");

    [Fact]
    public void Groups_of_thousands_are_read_only_where_they_stand_right()
    {
        var form = TestForm.Of("""{ "type": "number", "id": "N", "key": "n" }""");
        form.Submit(("n", "1,234,567.5")).Values["n"].ShouldBe(FeelValue.Of(1234567.5m));
        form.Submit(("n", "1,23")).IsOk.ShouldBeFalse();
    }

    [Fact]
    public void An_option_is_given_to_the_process_with_the_type_the_form_gave_it() =>
        TestForm.Of(Demand).Submit(("demand", "3")).Values["demand"].ShouldBe(FeelValue.Of(3));

    [Fact]
    public void A_value_that_is_no_option_is_refused() =>
        TestForm.Of(Demand).Submit(("demand", "gold")).Errors.ShouldHaveSingleItem().ShouldBe(
            new FormError("demand", "This is not one of the options. Choose from the list."));

    [Fact]
    public void An_unknown_field_gets_a_clear_answer() =>
        TestForm.Of(Demand).Submit(("demand", "repair"), ("demnad", "x")).Errors.ShouldHaveSingleItem().ShouldBe(
            new FormError("demnad", "This form has no field named “demnad”."));

    [Fact]
    public void Names_of_the_web_framework_are_not_fields() =>
        TestForm.Of(Demand).Submit(("demand", "repair"), ("__RequestVerificationToken", "x")).IsOk.ShouldBeTrue();

    [Fact]
    public void Two_answers_where_one_is_asked_for_are_refused() =>
        TestForm.Of(Demand).Submit(("demand", "repair"), ("demand", "3")).Errors.ShouldHaveSingleItem().Field.ShouldBe("demand");

    [Fact]
    public void A_hidden_field_is_neither_required_nor_kept()
    {
        var form = TestForm.Of("""
            { "type": "radio", "id": "R", "key": "returned", "values": [{ "label": "Yes", "value": "yes" }, { "label": "No", "value": "no" }] },
            { "type": "textfield", "id": "P", "key": "place", "validate": { "required": true }, "conditional": { "hide": "=returned != \"yes\"" } }
            """);
        var hidden = form.Submit(("returned", "no"), ("place", "smuggled"));
        hidden.Errors.ShouldBeEmpty();
        hidden.Values.Entries.Keys.ShouldBe(["returned"]);
        form.Submit(("returned", "yes")).Errors.ShouldHaveSingleItem().Field.ShouldBe("place");
    }

    [Fact]
    public void What_hides_behind_a_hidden_field_hides_as_well()
    {
        var form = TestForm.Of("""
            { "type": "checkbox", "id": "A", "key": "a" },
            { "type": "checkbox", "id": "B", "key": "b", "conditional": { "hide": "=a = false" } },
            { "type": "textfield", "id": "C", "key": "c", "validate": { "required": true }, "conditional": { "hide": "=b != true" } }
            """);
        form.Submit(("a", "false"), ("b", "true")).Values.Entries.Keys.ShouldBe(["a"]);
        form.Submit(("a", "on"), ("b", "on")).Errors.ShouldHaveSingleItem().Field.ShouldBe("c");
    }

    [Fact]
    public void A_condition_sees_the_variables_of_the_process() =>
        TestForm.Of("""{ "type": "textfield", "id": "C", "key": "c", "validate": { "required": true }, "conditional": { "hide": "=case.urgency = \"normal\"" } }""")
            .Submit(TestForm.Variables("""{ "case": { "urgency": "normal" } }"""), Language.English, []).IsOk.ShouldBeTrue();

    [Fact]
    public void A_read_only_field_shows_the_process_and_takes_nothing_from_the_sender() =>
        TestForm.Of("""{ "type": "textfield", "id": "C", "key": "level", "readonly": true }""")
            .Submit(TestForm.Variables("""{ "level": "3" }"""), Language.English, [], ("level", "1")).Values["level"].ShouldBe(FeelValue.Of("3"));

    [Fact]
    public void A_disabled_field_is_shown_and_is_no_answer() =>
        TestForm.Of("""{ "type": "textfield", "id": "C", "key": "judgement.text", "disabled": true }, { "type": "textfield", "id": "D", "key": "comment" }""")
            .Submit(TestForm.Variables("""{ "judgement": { "text": "Seal", "treatment": "exchange" } }"""), Language.English, [], ("comment", "Good"), ("judgement.text", "Nozzle"))
            .Values.Entries.Keys.ShouldBe(["comment"]);

    [Fact]
    public void A_computed_field_is_worked_out_here_whatever_was_sent() =>
        TestForm.Of("""
            { "type": "number", "id": "A", "key": "speed" }, { "type": "number", "id": "B", "key": "skill" },
            { "type": "expression", "id": "S", "key": "score", "expression": "=(speed + skill) / 2", "computeOn": "change" }
            """)
            .Submit(("speed", "80"), ("skill", "60"), ("score", "100")).Values["score"].ShouldBe(FeelValue.Of(70));

    [Fact]
    public void Dotted_keys_nest()
    {
        var values = TestForm.Of("""
            { "type": "textfield", "id": "A", "key": "complaint.cause" }, { "type": "checkbox", "id": "B", "key": "complaint.inScope" }
            """).Submit(("complaint.cause", "Packing"), ("complaint.inScope", "true")).Values;
        FeelJson.ToJson(values).ShouldBe("""{"complaint":{"cause":"Packing","inScope":true}}""");
    }

    [Theory]
    [InlineData("1405/08/25", "2026-11-16")]
    [InlineData("۱۴۰۵-۰۸-۲۵", "2026-11-16")]
    [InlineData("2026-11-16", "2026-11-16")]
    public void A_date_is_stored_in_one_way_however_it_was_written(string typed, string stored) =>
        TestForm.Of("""{ "type": "datetime", "subtype": "date", "id": "A", "key": "day", "dateLabel": "Day" }""")
            .Submit(("day", typed)).Values["day"].ShouldBe(FeelValue.Of(stored));

    [Theory]
    [InlineData("1405/12/31")]
    [InlineData("2026-02-30")]
    [InlineData("tomorrow")]
    public void A_day_that_no_calendar_has_is_refused(string typed) =>
        TestForm.Of("""{ "type": "datetime", "subtype": "date", "id": "A", "key": "day" }""").Submit(("day", typed)).IsOk.ShouldBeFalse();

    [Fact]
    public void A_time_without_offset_is_meant_in_the_zone_of_the_case() =>
        TestForm.Of("""{ "type": "datetime", "subtype": "datetime", "id": "A", "key": "visit" }""")
            .Submit(("visit", "2026-11-22T10:00")).Values["visit"].ShouldBe(FeelValue.Of("2026-11-22T10:00:00+03:30"));

    [Fact]
    public void A_day_in_the_past_is_refused_where_the_form_says_so() =>
        TestForm.Of("""{ "type": "datetime", "subtype": "date", "id": "A", "key": "day", "disallowPassedDates": true }""")
            .Submit(("day", "2026-11-20")).Errors.ShouldHaveSingleItem().Message.ShouldStartWith("This day has passed.");

    [Fact]
    public void A_pattern_sees_latin_digits_and_matches_anywhere_as_in_a_browser()
    {
        var form = TestForm.Of("""{ "type": "textfield", "id": "A", "key": "phone", "validate": { "pattern": "^09\\d{9}$" } }""");
        form.Submit(("phone", "۰۹۱۲۳۴۵۶۷۸۹")).Values["phone"].ShouldBe(FeelValue.Of("09123456789"));
        form.Submit(("phone", "0912")).IsOk.ShouldBeFalse();
    }

    [Fact]
    public void A_pattern_that_would_run_forever_is_stopped_and_counts_as_not_matched() =>
        TestForm.Of("""{ "type": "textfield", "id": "A", "key": "a", "validate": { "pattern": "^(a+)+$" } }""")
            .Submit(("a", new string('a', 60) + "!")).IsOk.ShouldBeFalse();

    [Fact]
    public void Lengths_count_trimmed_text()
    {
        var form = TestForm.Of("""{ "type": "textarea", "id": "A", "key": "a", "validate": { "minLength": 3, "maxLength": "=limit" } }""");
        var limit = TestForm.Variables("""{ "limit": 5 }""");
        form.Submit(limit, Language.English, [], ("a", "  ab  ")).IsOk.ShouldBeFalse();
        form.Submit(limit, Language.English, [], ("a", "  abcde  ")).IsOk.ShouldBeTrue();
        form.Submit(limit, Language.English, [], ("a", "abcdef")).Errors.ShouldHaveSingleItem().Message.ShouldStartWith("At most 5 characters");
    }

    [Fact]
    public void Files_become_references_and_refused_ones_are_told_at_their_field()
    {
        var form = TestForm.Of("""{ "type": "filepicker", "id": "F", "key": "photos", "multiple": true, "properties": { "kind": "photos" }, "validate": { "required": true } }""");
        form.Submit().Errors.ShouldHaveSingleItem().Message.ShouldBe("Add at least one photo.");
        var good = new StagedFile("photos", "id1", "crack.jpg", "image/jpeg", 12, "ab");
        FeelJson.ToJson(form.Submit(FeelContext.Empty, Language.English, [good]).Values)
            .ShouldBe("""{"photos":[{"id":"id1","name":"crack.jpg","contentType":"image/jpeg","size":12}]}""");
        form.Submit(FeelContext.Empty, Language.English, [good with { Problem = "attachments.wrongType" }])
            .Errors.ShouldHaveSingleItem().Message.ShouldContain("crack.jpg");
    }

    [Fact]
    public void Rows_of_a_list_are_read_by_index_and_checked_each()
    {
        var form = TestForm.Of("""
            { "type": "dynamiclist", "id": "L", "path": "causes", "components": [
              { "type": "textfield", "id": "N", "key": "name", "validate": { "required": true } },
              { "type": "number", "id": "C", "key": "count" } ] }
            """);
        FeelJson.ToJson(form.Submit(("causes[0].name", "Seal"), ("causes[0].count", "2"), ("causes[1].name", "Pump")).Values)
            .ShouldBe("""{"causes":[{"name":"Seal","count":2},{"name":"Pump","count":null}]}""");
        form.Submit(("causes[0].name", ""), ("causes[0].count", "2")).Errors.ShouldHaveSingleItem().Field.ShouldBe("causes[0].name");
    }

    [Fact]
    public void A_json_submission_with_wrong_types_is_refused_per_field()
    {
        using var json = System.Text.Json.JsonDocument.Parse("""{ "width": { "value": 3 }, "other": [1, 2] }""");
        var schema = TestForm.Parse(Width).Schema!;
        var outcome = FormValidator.Validate(schema, FormValues.FromJson(json.RootElement), [], FeelContext.Empty, TestForm.Noon, Language.English);
        outcome.Errors.Select(error => error.Field).ShouldBe(["width", "width.value", "other"]);
    }

    [Fact]
    public void After_a_mistake_the_form_holds_what_was_typed()
    {
        var view = TestForm.Of(Width).Submit(("width", "36")).View;
        view.Fields[0].Value.ShouldBe("36");
        view.Fields[0].Error.ShouldNotBeNull();
    }
}
