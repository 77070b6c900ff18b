using System.Globalization;
using System.Xml.Linq;
using AfterSales.Feel;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The shipped decision tables: complete as files, and right row by row.</summary>
public sealed class DecisionFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Decisions => WorkflowFiles.Decisions;

    [Theory]
    [MemberData(nameof(Decisions))]
    public void A_decision_has_ids_labels_and_a_place_in_the_drawing(string file)
    {
        var document = XDocument.Load(Path.Combine(WorkflowFiles.Folder, "decisions", file));
        XNamespace drawing = "https://www.omg.org/spec/DMN/20191111/DMNDI/";
        var drawn = document.Descendants(drawing + "DMNShape").Select(shape => (string)shape.Attribute("dmnElementRef")!).ToList();
        foreach (var decision in document.Descendants(WorkflowFiles.Dmn + "decision"))
        {
            drawn.ShouldContain((string)decision.Attribute("id")!);
            ((string?)decision.Attribute("name")).ShouldNotBeNullOrWhiteSpace();
            decision.Element(WorkflowFiles.Dmn + "description")!.Value.ShouldMatch(@"^[A-Z]{3}-\d{2}");
            foreach (var table in decision.Elements(WorkflowFiles.Dmn + "decisionTable"))
            {
                ((string?)table.Attribute("hitPolicy")).ShouldNotBeNull();
                string[] labelled = ["input", "output"];
                table.Elements().Where(element => labelled.Contains(element.Name.LocalName)).ShouldAllBe(element => element.Attribute("label") != null);
                table.Elements(WorkflowFiles.Dmn + "rule").ShouldAllBe(rule => rule.Element(WorkflowFiles.Dmn + "description") != null, "a row says what it is for");
            }
        }
        var ids = document.Descendants().Where(element => element.Attribute("id") is not null).Select(element => (string)element.Attribute("id")!).ToList();
        ids.ShouldBe(ids.Distinct(), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Decisions))]
    public void A_decision_is_read_in_every_language(string file)
    {
        var document = XDocument.Load(Path.Combine(WorkflowFiles.Folder, "decisions", file));
        XNamespace zeebe = "http://camunda.org/schema/zeebe/1.0";
        void Named(XElement element, string what)
        {
            var kept = element.Elements(WorkflowFiles.Dmn + "extensionElements").Elements(zeebe + "properties").Elements(zeebe + "property")
                .ToDictionary(property => (string)property.Attribute("name")!, property => (string)property.Attribute("value")!, StringComparer.Ordinal);
            foreach (var language in new[] { "fa", "zh" })
                kept.GetValueOrDefault($"{what}.{language}").ShouldNotBeNullOrWhiteSpace($"{(string?)element.Attribute("id")} has its {what} in {language}");
        }
        foreach (var decision in document.Descendants(WorkflowFiles.Dmn + "decision"))
            Named(decision, "name");
        foreach (var table in document.Descendants(WorkflowFiles.Dmn + "decisionTable"))
        {
            var (inputs, outputs) = (table.Elements(WorkflowFiles.Dmn + "input").ToList(), table.Elements(WorkflowFiles.Dmn + "output").ToList());
            foreach (var column in inputs.Concat(outputs))
                Named(column, "label");
            foreach (var rule in table.Elements(WorkflowFiles.Dmn + "rule"))
            {
                if (rule.Element(WorkflowFiles.Dmn + "description") is not null)
                    Named(rule, "description");
                foreach (var (column, entry) in inputs.Zip(rule.Elements(WorkflowFiles.Dmn + "inputEntry")).Concat(outputs.Zip(rule.Elements(WorkflowFiles.Dmn + "outputEntry"))))
                    if (!entry.Value.Trim().StartsWith('{'))
                        foreach (var value in entry.Value.Split('"').Where((_, index) => index % 2 == 1))
                            Named(column, $"value.{value}");
            }
        }
    }

    [Theory]
    [InlineData("software", "guidance", 1, "service-engineer", 1)]
    [InlineData("software", "onSite", 2, "service-engineer", 1)]
    [InlineData("software", "designChange", 3, "technical-management", 3)]
    [InlineData("software", "newDevelopment", 4, "technical-management", 3)]
    [InlineData("hardware", "transportOrMisuse", 1, "service-engineer", 1)]
    [InlineData("hardware", "unstableComponent", 2, "service-engineer", 1)]
    [InlineData("hardware", "production", 3, "technical-management", 3)]
    [InlineData("hardware", "design", 4, "technical-management", 3)]
    [InlineData("upgrade", "noDesignChange", 2, "support-manager", 1)]
    public void Problem_level_follows_the_criterion(string kind, string criterion, int level, string handles, int approvers)
    {
        var result = Evaluate("problem-level.dmn", "problem-level", ("kind", kind), ("criterion", criterion)).ShouldBeOfType<FeelContext>();
        result.Entries["level"].ShouldBe(FeelValue.Of((decimal)level));
        result.Entries["handles"].ShouldBe(FeelValue.Of(handles));
        result.Entries["approvers"].ShouldBeOfType<FeelList>().Items.Count.ShouldBe(approvers);
    }

    [Theory]
    [InlineData("temporary", "50000", "CNY", "finance")]
    [InlineData("temporary", "50000.01", "CNY", "general-manager")]
    [InlineData("temporary", "49999.99", "EUR", "finance")]
    [InlineData("temporary", "50001", "IRR", "general-manager")]
    [InlineData("annual", "1", "CNY", "general-manager")]
    public void Strictly_above_the_limit_and_for_annual_needs_the_general_manager_approves(string kind, string amount, string currency, string approver)
    {
        var result = Evaluate("funding-approval.dmn", "funding-approval", ("kind", kind), ("amount", decimal.Parse(amount, CultureInfo.InvariantCulture)), ("currency", currency))
            .ShouldBeOfType<FeelContext>();
        result.Entries["approver"].ShouldBe(FeelValue.Of(approver));
        result.Entries["limit"].ShouldBe(FeelValue.Of(50000m));
    }

    [Theory]
    [InlineData("complaint", "urgent", "urgent", "PT1H", null)]
    [InlineData("complaint", "normal", "ordinary", null, 1)]
    [InlineData("complaint", "high", "ordinary", null, 1)]
    [InlineData("repair", "normal", "ordinary", "PT24H", null)]
    [InlineData("repair", "complex", "complex", "P7D", null)]
    [InlineData("repair", "urgent", "urgent", "PT1H", null)]
    public void Response_class_sets_the_time_for_the_first_answer(string kind, string urgency, string expected, string? within, int? workingDays)
    {
        var result = Evaluate("response-class.dmn", "response-class", ("kind", kind), ("urgency", urgency)).ShouldBeOfType<FeelContext>();
        result.Entries["class"].ShouldBe(FeelValue.Of(expected));
        result.Entries["within"].ShouldBe(within is null ? FeelValue.Null : FeelValue.Of(within));
        result.Entries["workingDays"].ShouldBe(workingDays is { } days ? FeelValue.Of((decimal)days) : FeelValue.Null);
    }

    [Theory]
    [InlineData("function", "nonconforming", "a")]
    [InlineData("function", "software", "a")]
    [InlineData("packaging", "transport", "b")]
    [InlineData("deliveryDate", "late", "c")]
    [InlineData("records", "records", "d")]
    [InlineData("service", "misuse", "e")]
    [InlineData("appearance", "unknown", "a")]
    [InlineData("packaging", "unknown", "b")]
    [InlineData("deliveryDate", "unknown", "c")]
    [InlineData("records", "unknown", "d")]
    [InlineData("service", "unknown", "e")]
    public void Complaint_cause_is_classed_a_to_e(string subject, string cause, string expected) =>
        Evaluate("complaint-cause.dmn", "complaint-cause", ("subject", subject), ("cause", cause))
            .ShouldBeOfType<FeelContext>().Entries["class"].ShouldBe(FeelValue.Of(expected));

    [Theory]
    [InlineData("urgent", null, 3)]
    [InlineData("high", null, 5)]
    [InlineData("normal", null, 10)]
    [InlineData("normal", 1, 5)]
    [InlineData("urgent", 2, 2)]
    [InlineData("high", 3, 10)]
    [InlineData("normal", 4, 20)]
    public void Handling_limit_follows_urgency_and_level(string urgency, int? level, int days) =>
        Evaluate("complaint-cause.dmn", "handling-limit", ("urgency", urgency), ("level", level)).ShouldBe(FeelValue.Of((decimal)days));

    [Fact]
    public void Assessment_gives_class_and_limit_in_one_answer()
    {
        var result = Evaluate("complaint-cause.dmn", "complaint-assessment", ("subject", "function"), ("cause", "software"), ("urgency", "high"), ("level", null))
            .ShouldBeOfType<FeelContext>();
        result.Entries["cause"].ShouldBeOfType<FeelContext>().Entries["class"].ShouldBe(FeelValue.Of("a"));
        result.Entries["limit"].ShouldBeOfType<FeelContext>().Entries["days"].ShouldBe(FeelValue.Of(5m));
    }

    [Theory]
    [InlineData("5", "5", "5", 100, "met")]
    [InlineData("4", "4", "4", 80, "met")]
    [InlineData("4", "4", "3", 74, "warning")]
    [InlineData("3", "4", "3", 68, "missed")]
    [InlineData("1", "1", "1", 20, "missed")]
    public void Satisfaction_is_rated_against_target_and_warning_line(string speed, string solution, string attitude, int score, string rating)
    {
        var result = Evaluate("satisfaction-rating.dmn", "satisfaction-rating", ("speed", speed), ("solution", solution), ("attitude", attitude)).ShouldBeOfType<FeelContext>();
        result.Entries["score"].ShouldBeOfType<FeelNumber>().Value.ShouldBe(score);
        result.Entries["rating"].ShouldBe(FeelValue.Of(rating));
    }

    private static FeelValue Evaluate(string file, string decisionId, params (string Name, object? Value)[] inputs)
    {
        var read = DmnReader.Read(File.ReadAllBytes(Path.Combine(WorkflowFiles.Folder, "decisions", file)), new FeelCompiler());
        read.Problems.ShouldBeEmpty();
        var scope = new Inputs(inputs.ToDictionary(input => input.Name, input => input.Value switch
        {
            null => FeelValue.Null,
            int number => FeelValue.Of((decimal)number),
            decimal number => FeelValue.Of(number),
            var text => FeelValue.Of((string)text),
        }));
        var result = read.Model!.Decisions.Single(decision => decision.Id == decisionId).Evaluate(scope, new FeelEnvironment(Now, TimeZoneInfo.Utc));
        result.Warnings.ShouldBeEmpty();
        return result.Value;
    }

    private sealed class Inputs(Dictionary<string, FeelValue> values) : IFeelScope
    {
        public bool TryGet(string name, out FeelValue value)
        {
            var known = values.TryGetValue(name, out var found);
            value = found ?? FeelValue.Null;
            return known;
        }
    }
}
