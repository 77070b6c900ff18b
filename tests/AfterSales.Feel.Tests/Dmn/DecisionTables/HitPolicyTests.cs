using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Dmn.DecisionTables;

public sealed class HitPolicyTests
{
    private const string Grades = "<output id=\"o1\"><outputValues><text>\"high\", \"middle\", \"low\"</text></outputValues></output>";

    [Theory]
    [InlineData("hitPolicy=\"UNIQUE\"", "{x: 1}", "\"low\"")]
    [InlineData("", "{x: 7}", "null")]
    [InlineData("hitPolicy=\"FIRST\"", "{x: 7}", "\"middle\"")]
    [InlineData("hitPolicy=\"ANY\"", "{x: 1}", "\"low\"")]
    [InlineData("hitPolicy=\"ANY\"", "{x: 7}", "null")]
    [InlineData("hitPolicy=\"PRIORITY\"", "{x: 9}", "\"high\"")]
    [InlineData("hitPolicy=\"RULE ORDER\"", "{x: 9}", "[\"middle\", \"high\", \"middle\"]")]
    [InlineData("hitPolicy=\"OUTPUT ORDER\"", "{x: 9}", "[\"high\", \"middle\", \"middle\"]")]
    [InlineData("hitPolicy=\"COLLECT\"", "{x: 9}", "[\"middle\", \"high\", \"middle\"]")]
    [InlineData("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "{x: 9}", "3")]
    [InlineData("hitPolicy=\"UNIQUE\"", "{x: 100}", "null")]
    public void The_policy_chooses_among_the_rules_that_match(string policy, string variables, string expected)
    {
        var xml = Models.Table(policy, Grades, "< 3 => \"low\"", "[5..10] => \"middle\"", "[7..9] => \"high\"", "9 => \"middle\"");
        Text(Models.Evaluate(xml, variables).Value).ShouldBe(expected);
    }

    [Theory]
    [InlineData("SUM", "60")]
    [InlineData("MIN", "10")]
    [InlineData("MAX", "30")]
    [InlineData("COUNT", "3")]
    public void Collect_aggregates(string aggregation, string expected) =>
        Text(Models.Evaluate(Models.Table($"hitPolicy=\"COLLECT\" aggregation=\"{aggregation}\"", Models.OneOutput,
            "> 1 => 10", "> 2 => 20", "> 3 => 30", "> 100 => 1000"), "{x: 5}").Value).ShouldBe(expected);

    [Fact]
    public void Several_outputs_are_a_context() =>
        Text(Models.Evaluate(Models.Table("", "<output id=\"a\" name=\"level\"/><output id=\"b\" name=\"due in days\" typeRef=\"number\"/>", "- => \"A\"; 2 + x"), "{x: 5}").Value)
            .ShouldBe("{level: \"A\", due in days: 7}");

    [Fact]
    public void Rules_that_break_uniqueness_are_named()
    {
        var result = Models.Evaluate(Models.Table("", Models.OneOutput, "> 1 => 1", "> 2 => 2", "> 3 => 3"), "{x: 3}");
        result.Value.ShouldBe(FeelValue.Null);
        result.Warnings.ShouldHaveSingleItem().Message.ShouldBe("Rules 1, 2 match, but only one may (hit policy unique).");
    }

    [Fact]
    public void Without_a_match_the_default_output_holds() =>
        Text(Models.Evaluate(Models.Table("", "<output id=\"o\"><defaultOutputEntry><text>\"else\"</text></defaultOutputEntry></output>", "> 10 => \"x\""), "{x: 1}").Value)
            .ShouldBe("\"else\"");

    [Theory]
    [InlineData("not(1, 2) => 1", "{x: 3}", "1")]
    [InlineData("not(1, 2) => 1", "{x: 2}", "null")]
    [InlineData("? * 2 > y => 1", "{x: 3, y: 5}", "1")]
    [InlineData("1, > 10 => 1", "{x: 11}", "1")]
    [InlineData("limits => 1", "{x: 2, limits: [1, 2]}", "1")]
    [InlineData("null => 1", "{x: null}", "1")]
    [InlineData("even(?) => 1", "{x: 4}", "1")]
    [InlineData("=> 1", "{x: 4}", "1")]
    public void A_cell_takes_every_form_of_unary_test(string rule, string variables, string expected) =>
        Text(Models.Evaluate(Models.Table("", Models.OneOutput, rule), variables).Value).ShouldBe(expected);

    [Fact]
    public void The_evidence_names_inputs_rules_and_outputs()
    {
        var decision = Models.Evaluate(Models.Table("hitPolicy=\"COLLECT\"", "<output id=\"o1\" name=\"out\"/>", "> 1 => \"a\"", "> 100 => \"b\"", "> 2 => \"c\""), "{x: 5}")
            .Evaluated.ShouldHaveSingleItem();
        decision.DecisionId.ShouldBe("d");
        var input = decision.Inputs.ShouldHaveSingleItem();
        (input.Id, input.Name, input.Value).ShouldBe(("i1", "The x", (FeelValue)FeelValue.Of(5)));
        decision.MatchedRules.Select(rule => (rule.Index, rule.Id, rule.Outputs[0].Name, rule.Outputs[0].Value.ToString()))
            .ShouldBe([(1, "r1", "out", "a"), (3, "r3", "out", "c")]);
    }

    [Fact]
    public void An_input_declared_as_a_date_takes_the_text_of_a_process_variable() =>
        Text(Models.Evaluate(Models.Table("", Models.OneOutput, "> @\"2026-01-01\" => \"later\"").Replace("\"number\"", "\"date\"", StringComparison.Ordinal),
            "{x: \"2026-02-01\"}").Value).ShouldBe("\"later\"");

    [Fact]
    public void An_input_of_another_type_is_null_and_warned_of()
    {
        var result = Models.Evaluate(Models.Table("", Models.OneOutput, "> 1 => 1"), "{x: \"five\"}");
        result.Value.ShouldBe(FeelValue.Null);
        result.Warnings[0].Message.ShouldBe("'The x' is \"five\", which is not of the type number.");
    }

    private static string Text(FeelValue value) => FeelValue.Of([value]).ToString()[1..^1];
}
